return { top = "The best", toast = "A toast" }
