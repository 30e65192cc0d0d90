return {
    live = true,
    fields = {
        seller = { type = "player", index = true },
        bidder = { type = "player" },
        thing = { type = "map" },
        bid = { type = "integer", default = 0 },
        open = { type = "boolean", default = true, index = true },
        till = { type = "integer", index = true },
    },
}
