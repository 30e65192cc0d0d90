return {
    text = "<b>Язык</b>\n\nСейчас с тобой говорят по-русски.",
    ["lang.ru"] = "🇷🇺 Русский",
    ["lang.en"] = "🇬🇧 English",
}
