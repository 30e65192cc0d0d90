return {
    key = { "id" },
    facts = { "id", "slot", "power" },
    system = "Describe a thing from a Russian tale in two or three dry, warm sentences.",
    fields = { text = { type = "text", min = 20, max = 400 } },
    never = { "ancient", "древний" },
    seeds = { mood = { "wry", "sad", "proud" }, maker = { "a widow", "a monk", "a thief" } },
    examples = { "items.cap.about" },
    near = { id = "items" },
    waiting = "lore.waiting",
    template = "lore.plain",
}
