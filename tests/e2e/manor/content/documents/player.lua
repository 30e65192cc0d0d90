return { fields = {
  titles = { type = "map", default = {} },
  barrels = { type = "integer", default = 0 },
  chests = { type = "integer", default = 0 },
} }
