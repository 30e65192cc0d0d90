return {
    exits = { type = "list", of = { type = "ref", of = "places" } },
    people = { type = "list", of = { type = "ref", of = "people" }, default = {} },
    beasts = { type = "list", of = { type = "ref", of = "monsters" }, default = {} },
}
