return { text = "A rack", ["take.axe"] = "Axe", ["take.sword"] = "Sword" }
