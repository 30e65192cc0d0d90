-- How a monster comes out of the thicket, before the first blow. Canon.
return {
    key = { "id" },
    facts = { "id", "hp", "power", "about" },
    system = "You describe a monster of a small Russian fairy-tale world in the moment in which it comes towards "
        .. "the reader: two or three sentences in the present tense. It is an animal or a being with a "
        .. "character, not a horror: dignified, dangerous, a little comic. No wounds, no blood, no outcome of "
        .. "the fight. `about` is how it is known: agree with it, say it anew.",
    fields = { text = { type = "text", min = 80, max = 320 } },
    examples = { "monsters.wolf.about" },
    near = { id = "monsters" },
    seeds = {
        mood = { "bored", "polite", "offended", "hungry", "curious" },
        angle = { "its gait", "its eyes", "its coat", "what it does with its ears", "the silence around it" },
    },
    waiting = "lore.about",
    writing = "lore.about",
    template = "lore.about",
}
