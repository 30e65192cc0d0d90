-- Where one can be, what leads where, and who is met there: facts for whoever describes a place.
return {
    crossroads = { exits = { "yard", "forest", "peddler", "tavern" } },
    yard = { exits = { "crossroads" }, people = { "vasilisa" } },
    forest = { exits = { "crossroads", "oak" }, beasts = { "wolf" } },
    oak = { exits = { "forest" } },
    peddler = { exits = { "crossroads" }, people = { "peddler" } },
    hut = { exits = { "crossroads" }, people = { "crone" } },
    tavern = { exits = { "crossroads" }, people = { "singer" } },
}
