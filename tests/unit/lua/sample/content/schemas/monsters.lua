return { hp = { type = "integer", min = 1 } }
