return { text = "The forge. Coins: {player.gold}.", offer = "{item}: {n}" }
