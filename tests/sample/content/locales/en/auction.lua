return {
  text = "The auction. Coins: {player.gold}.", lot = "{item}: {n}, till {till:clock}", outbid = "You are outbid: {n}.", ["outbid.return"] = "Go back",
  yours = "A thing from the auction is yours.",
}
