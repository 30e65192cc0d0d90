return {
    slot = { type = "one_of", of = { "hand", "head", "none" }, default = "none" },
    rare = { type = "boolean", default = false },
    about = { type = "key" },
    place = { type = "ref", of = "places" },
    power = { type = "integer", min = 0, default = 0 },
    armour = { type = "integer", min = 0, default = 0 },
    heals = { type = "integer", min = 0, default = 0 },
    price = { type = "integer", min = 0, default = 0 },
}
