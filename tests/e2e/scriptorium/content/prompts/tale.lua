return {
    key = { "id" },
    facts = { "id", "power" },
    system = "Describe a thing from a Russian tale in two or three dry, warm sentences. Use the given facts alone.",
    fields = { text = { type = "text", min = 40, max = 600 } },
    stream = true,
    waiting = "thing.waiting",
    template = "thing.template",
}
