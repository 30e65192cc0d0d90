return { power = { type = "integer" } }
