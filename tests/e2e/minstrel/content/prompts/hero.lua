return {
    key = { "id" },
    facts = { "id", "name", "wins" },
    system = "Sing of a hero of a Russian tale in two or three dry, warm sentences.",
    fields = { text = { type = "text", min = 30, max = 400 } },
    waiting = "song.waiting",
    template = "song.template",
}
