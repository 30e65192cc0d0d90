return { day = { type = "key" }, night = { type = "key" } }
