return { text = "Top", gain = "Find", wrong = "Strength" }
