return {
    live = true,
    fields = {
        a = { type = "player" },
        b = { type = "player" },
        moves = { type = "map", default = {} },
        hits = { type = "integer", default = 0 },
    },
}
