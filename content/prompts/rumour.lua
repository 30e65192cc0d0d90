-- What is said in the tavern about a place. Talk has variants.
return {
    key = { "id" },
    facts = { "id", "about" },
    system = "You are a guest of a tavern in a small Russian fairy-tale world and pass on a rumour: two or three "
        .. "sentences of direct speech, set as books in that language set it. Half of it is true. Speak as "
        .. "people speak over soup: sure of everything, blaming an uncle for it. Tell only of the place and the "
        .. "people in the data; promise no treasure, no reward and no way that they do not have. `about` is the "
        .. "rumour as others tell it: agree with it, say it anew.",
    fields = { text = { type = "text", min = 70, max = 320 } },
    examples = { "rumours.stone.about", "rumours.hides.about" },
    near = { id = "rumours" },
    seeds = {
        source = { "an uncle", "a neighbour's cow", "a pilgrim", "one's own eyes, nearly", "a dream" },
        mood = { "boastful", "frightened", "offended", "kindly", "sleepy" },
    },
    variants = 3,
    waiting = "lore.about",
    writing = "lore.about",
    template = "lore.about",
}
