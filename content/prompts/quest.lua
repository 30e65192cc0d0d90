-- How a quest begins: what the giver says. Canon, since what is promised in it must hold.
return {
    key = { "id" },
    facts = { "id", "giver", "foe", "count", "gold", "plea" },
    system = "You write what somebody in a small Russian fairy-tale world says to a hero when asking for help: two "
        .. "to four short sentences of direct speech, set as books in that language set it. Plain, proud, not "
        .. "pleading. It must be clear whom to drive away and that the help will be paid for; `count` and `gold` "
        .. "may be said, other numbers may not. `plea` is how it is asked otherwise: agree with it, say it anew.",
    fields = { text = { type = "text", min = 90, max = 360 } },
    examples = { "vasilisa.plea.text" },
    near = { giver = "people", foe = "monsters" },
    seeds = {
        mood = { "tired", "stern", "joking to hide fear", "matter-of-fact" },
        detail = { "a sleepless night", "a gnawed gate", "a dog that will not go out", "the first frost" },
    },
    finder = false,
    waiting = "lore.plea",
    writing = "lore.plea",
    template = "lore.plea",
}
