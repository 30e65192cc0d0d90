return {
    carter = "возчик",
    ["carter.called"] = "Ждан",
    ferryman = "паромщик",
    ["ferryman.called"] = "Еремей",
    potter = "горшечник",
    ["potter.called"] = "Некрас",
    beekeeper = "пасечник",
    ["beekeeper.called"] = "Пахом",
    tinker = "лудильщик",
    ["tinker.called"] = "Третьяк",
}
