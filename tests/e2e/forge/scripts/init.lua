return { start = "forge", home = "forge" }
