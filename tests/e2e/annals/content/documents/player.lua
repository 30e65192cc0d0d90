return { fields = { thing = { type = "integer", default = 0 } } }
