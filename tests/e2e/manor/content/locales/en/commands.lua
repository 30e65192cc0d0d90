return { top = "The best", toast = "A toast", feast = "A feast", purse = "The purse" }
