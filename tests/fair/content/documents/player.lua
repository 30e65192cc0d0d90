-- scripts/init.lua says what must hold of these.
return {
    fields = {
        welcomed = { type = "boolean", default = false },
        swords = { type = "map", default = {} }, -- id -> true
        acts = { type = "integer", min = 0, default = 0 },
        count = { type = "integer", min = 0, default = 0 },
        last = { type = "integer", default = 0 },
        trail = { type = "text", default = "" },
        thanks = { type = "integer", min = 0, default = 0 },
        guard = { type = "boolean", default = false },
        training = { type = "map" }, -- { n, since }
        trainings = { type = "integer", min = 0, default = 0 },
        trained = { type = "integer", min = 0, default = 0 },
        wins = { type = "integer", min = 0, default = 0 },
        losses = { type = "integer", min = 0, default = 0 },
        draws = { type = "integer", min = 0, default = 0 },
    },
}
