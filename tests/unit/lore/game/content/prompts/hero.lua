return {
    key = { "name" },
    facts = { "name", "thing", "wins" },
    system = "Tell of a hero.",
    fields = { text = { type = "text", min = 20, max = 300 }, mood = { type = "one_of", of = { "wry", "sad" } } },
    near = { thing = "items" },
    max_tokens = 300,
    waiting = "lore.waiting",
    template = "lore.hero",
}
