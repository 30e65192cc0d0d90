return {
    text = "Торг",
    lot = "{item}: {n}",
    outbid = "Перебили: {n}",
    ["outbid.return"] = "На торг",
    yours = "Твоё",
    sale = "Продаю: {item}",
    left = "Осталось {n}, закрыто {m}",
    mine = "Мои",
    withdraw = "Снять",
    unindexed = "1",
    wrong = "2",
    order = "3",
}
