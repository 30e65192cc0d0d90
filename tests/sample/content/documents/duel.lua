-- Two players, what they have chosen, who was hit; its gold is the stake of both.
return { live = true, fields = { a = { type = "player" }, b = { type = "player" }, stake = { type = "integer", min = 0, default = 0 },
  moves = { type = "map", default = {} }, hits = { type = "map", default = {} }, till = { type = "integer" } } }
