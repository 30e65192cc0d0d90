return {
    crossroads = "The stone at the crossroads",
    yard = "The yard",
    forest = "The forest",
    oak = "The old oak",
    peddler = "The peddler",
    hut = "The hut",
    tavern = "The tavern",
}
