return {
  text = "The market. Swords for sale: {n}. You have {player.gold} coins.",
  buy = "Buy {id}", sell = "Sell {id}", take = "Take back {id}", sold = "Your sword was bought for {n} coins.",
}
