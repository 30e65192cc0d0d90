return {
    fields = {
        strength = { type = "integer", default = 3 },
        gold = { type = "integer", min = 0, default = 0, board = true },
        training = { type = "map" },
        titles = { type = "map", default = {} },
        bag = { type = "map", default = {} },
        keepsake = { type = "ref", of = "items" },
        chest = { type = "list", of = { type = "ref", of = "items" } },
    },
}
