-- A player's document.
return { fields = {
  name = { type = "text", default = "?" }, -- until he has told it
  strength = { type = "integer", min = 0, default = 4 }, hp = { type = "integer", default = 20 },
  level = { type = "integer", min = 1, default = 1, board = true },
  gold = { type = "integer", min = 0, default = 0, board = true },
  training = { type = "map" }, bag = { type = "map", default = {} }, worn = { type = "map", default = {} },
  met = { type = "map", default = {} }, deeds = { type = "map", default = {} }, titles = { type = "map", default = {} },
} }
