return {
    text = "<b>Language</b>\n\nYou are spoken to in English.",
    ["lang.ru"] = "🇷🇺 Русский",
    ["lang.en"] = "🇬🇧 English",
}
