return {
    fields = {
        strength = { type = "integer", default = 3 },
        training = { type = "map" },
        bag = { type = "map", default = {} },
    },
}
