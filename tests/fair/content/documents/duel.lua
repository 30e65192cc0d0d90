-- A duel of two players; it holds the stakes.
return {
    live = true,
    fields = {
        a = { type = "player" },
        b = { type = "player" },
        joined = { type = "boolean", default = false },
        moves = { type = "map", default = {} },
        rounds = { type = "integer", min = 0, default = 0 },
    },
}
