return {
    about = { type = "key" },
    place = { type = "ref", of = "places" },
    hp = { type = "integer", min = 1 },
    power = { type = "integer", min = 0 },
    guards = { type = "list", of = { type = "one_of", of = { "high", "low" } } },
    exp = { type = "integer", min = 0 },
    gold = { type = "integer", min = 0 },
    loot = { type = "ref", of = "items" },
    image = { type = "text" },
}
