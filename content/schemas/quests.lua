return {
    giver = { type = "ref", of = "people" },
    foe = { type = "ref", of = "monsters" },
    count = { type = "integer", min = 1 },
    gold = { type = "integer", min = 0 },
    plea = { type = "key" },
}
