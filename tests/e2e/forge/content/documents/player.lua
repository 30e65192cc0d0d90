return { fields = { gold = { type = "integer", min = 0, default = 100 } } }
