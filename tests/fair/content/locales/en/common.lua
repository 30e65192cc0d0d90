return { poor = "Not enough coins for that." }
