return {
    fields = {
        strength = { type = "integer", default = 3 },
        training = { type = "map" },
        bag = { type = "map", default = {} },
        keepsake = { type = "ref", of = "items" },
        chest = { type = "list", of = { type = "ref", of = "items" } },
    },
}
