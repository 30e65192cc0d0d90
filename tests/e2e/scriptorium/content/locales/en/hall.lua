return { text = "A hall of things" }
