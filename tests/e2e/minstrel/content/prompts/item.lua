return {
    key = { "id" },
    facts = { "id", "power" },
    system = "Describe a thing from a Russian tale in two or three dry, warm sentences.",
    fields = { text = { type = "text", min = 30, max = 400 } },
    near = { id = "items" },
    waiting = "song.waiting",
    template = "song.template",
}
