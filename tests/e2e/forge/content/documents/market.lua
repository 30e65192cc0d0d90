return { live = true, always = true, fields = { sold = { type = "map", default = {} } } }
