return { fields = { title = { type = "text", default = "Никто" } } }
