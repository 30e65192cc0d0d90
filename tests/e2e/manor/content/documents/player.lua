return { fields = {
  gold = { type = "integer", default = 0, board = true },
  level = { type = "integer", default = 1, board = true },
  titles = { type = "map", default = {} },
  barrels = { type = "integer", default = 0 },
  chests = { type = "integer", default = 0 },
} }
