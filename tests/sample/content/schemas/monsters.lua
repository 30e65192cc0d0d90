return { hp = { type = "integer", min = 1 }, power = { type = "integer", min = 0 },
  guards = { type = "list", of = { type = "one_of", of = { "high", "low" } } } }
