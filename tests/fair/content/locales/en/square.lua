return {
  text = "The square. Gold: {player.gold}. Swords: {swords}. Taps: {player.acts}. Words: {player.count}. Heard: {trail}end.",
  train = "Train", stop = "Stop training", dice = "Cast a die", market = "To the market",
  guard = "Stand guard", rest = "Leave the post", guarded = "{id} stands guard.",
  gift = "7 coins to {id}", trade = "Trade with {id}", duel = "Challenge {id}",
  gifted = "{id} gave you coins: {n}.", trained = "Training over. Coins: {n}.", heard = "Heard: {n}.",
}
