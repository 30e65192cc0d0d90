-- A name for the guest at the corner table, another each day.
return {
    key = { "day" },
    facts = { "day", "trade", "called" },
    system = "You name a passing guest of a tavern in a small Russian fairy-tale world: one given name as Russian "
        .. "peasants had it, Christian or older, perhaps in a familiar form, in the nominative. Neither famous "
        .. "nor pretty. `called` is what he is called otherwise: give another.",
    fields = { name = { type = "text", min = 3, max = 14 } },
    invents = { "names" },
    seeds = {
        sound = { "short and blunt", "long and soft", "with a hiss", "with a roll", "old-fashioned" },
    },
    finder = false,
    waiting = "lore.unheard",
    writing = "lore.unheard",
    template = "lore.name",
}
