-- A thing's card. Canon: each thing has one text, and whoever holds it first has found it.
return {
    key = { "id" },
    facts = { "id", "slot", "power", "armour", "heals", "rare", "about" },
    system = "You write the card of a thing in a small Russian fairy-tale world: two or three dry, warm sentences, "
        .. "as a storekeeper would who has seen everything and likes some of it. The thing has a habit or a "
        .. "past, never a power that the data do not give. `about` is what is known of it: agree with it, say it "
        .. "anew and add one small thing that could not be guessed.",
    fields = { text = { type = "text", min = 80, max = 360 } },
    examples = { "items.sword.about", "items.pie.about" },
    near = { id = "items" },
    seeds = {
        mood = { "wry", "tender", "grumbling", "proud", "matter-of-fact" },
        owner = { "a widow", "a monk", "a thief", "a soldier on leave", "a bride", "nobody yet" },
        angle = { "how it wears", "how it sounds", "what it is bad at", "what it remembers", "who envies it" },
    },
    picture = {
        when = "rare",
        system = "A single thing from a Russian fairy tale, painted like an old lubok print: ink outlines, a few "
            .. "flat warm colours, plain paper behind it. No people, no letters, no frame.",
    },
    waiting = "lore.about",
    writing = "lore.about",
    template = "lore.about",
}
