return {
    text = "Продано: {n}",
    buy = "Купить",
    quietly = "Тайком",
    hear = "Слушать",
    heard = "Слышно: {words}",
    told = "Сказано: {words}",
    ["told.go"] = "Идти",
    wind = "Ветер",
    slow = "Пишут…",
}
