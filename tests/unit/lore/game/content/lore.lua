return { never = { "Элара", "Elara" }, tokens = 300, reward = { gold = 3 } }
