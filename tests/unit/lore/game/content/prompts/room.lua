return {
    key = { "place", "hour" },
    facts = { "place", "hour" },
    system = "Describe a place from a Russian tale.",
    fields = { text = { type = "text", min = 20, max = 300 } },
    near = { place = "places" },
    waiting = "lore.waiting",
    template = "lore.plain",
}
