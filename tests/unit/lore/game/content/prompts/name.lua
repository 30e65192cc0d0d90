return {
    key = { "day" },
    facts = { "day" },
    system = "Give a traveller a name.",
    fields = { name = { type = "text", min = 3, max = 12 } },
    invents = { "names" },
    waiting = "lore.waiting",
    template = "lore.plain",
}
