return {
    key = { "id" },
    facts = { "id", "power" },
    system = "Describe a thing from a Russian tale in two dry, warm sentences. Use the given facts alone.",
    fields = { text = { type = "text", min = 80, max = 400 } },
    never = { "ancient", "whispers" },
    seeds = { mood = { "wry", "sad" } },
    waiting = "bag.waiting",
    template = "bag.lore",
}
