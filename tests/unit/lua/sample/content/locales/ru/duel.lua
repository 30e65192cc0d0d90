return {
    choose = "Выбирай",
    wait = "Жди",
    hits = "Ударов {n}",
    call = "Вызвать",
    called = "Вызов",
    ["called.come"] = "Принять",
    ["gate.text"] = "У ворот",
}
