return {
  text = "Торги. Монет: {player.gold}.", lot = "{item}: {n}, до {till:clock}", outbid = "Твою ставку перебили: {n}.", ["outbid.return"] = "Вернуться",
  yours = "Вещь с торгов у тебя.",
}
