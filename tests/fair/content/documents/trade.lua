-- A trade of two players; it holds the gold (purse: player -> coins) and the swords (id -> owner).
return {
    fields = {
        a = { type = "player" },
        b = { type = "player" },
        swords = { type = "map", default = {} },
        purse = { type = "map", default = {} },
        agreed = { type = "map", default = {} },
    },
}
