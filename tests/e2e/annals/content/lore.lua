return { reward = { gold = 3 } }
