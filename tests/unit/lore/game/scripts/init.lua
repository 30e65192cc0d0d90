return { start = "home", home = "home" }
