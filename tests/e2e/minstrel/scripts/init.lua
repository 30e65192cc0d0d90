return { start = "hall", home = "hall" }
