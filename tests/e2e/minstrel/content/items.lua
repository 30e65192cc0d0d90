return { sword = { power = 5 } }
