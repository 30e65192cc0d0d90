-- A player's document. A field that is added here is in every old save, too, with its default.
return {
    fields = {
        strength = { type = "integer", min = 0, default = 4 },
        level = { type = "integer", min = 1, default = 1 },
        exp = { type = "integer", min = 0, default = 0 },
        hp = { type = "integer", default = 20 },
        hp_since = { type = "integer" },
        training = { type = "map" },
        bag = { type = "map", default = {} },
        worn = { type = "map", default = {} },
        met = { type = "map", default = {} },
        deeds = { type = "map", default = {} },
    },
}
