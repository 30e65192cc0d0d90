return {
    key = { "id" },
    facts = { "id", "power", "rare" },
    system = "Describe a thing from a Russian tale in two or three dry, warm sentences. Use the given facts alone.",
    fields = { text = { type = "text", min = 40, max = 600 } },
    picture = { system = "Paint the thing as a woodcut.", when = "rare", aspect = "1:1" },
    waiting = "thing.waiting",
    template = "thing.template",
}
