return {
  text = "The village. Coins: {player.gold}.", work = "Chop wood", lesson = "A lesson for ten coins", vasilisa = "To Vasilisa", forge = "To the forge",
  auction = "To the auction", patron = "To the patron",
  paid = { one = "{n} coin earned.", other = "{n} coins earned." },
}
