return { text = "Кузница. Монет: {player.gold}.", offer = "{item}: {n}" }
