return {
  text = "A trade. Swords on the table: {n}. Coins: {gold}, of them yours: {mine}.",
  put = "Lay down {id}", pay = "Lay down 10 coins", agree = "Agreed", cancel = "Call it off",
  asked = "{id} wants to trade with you.", ["asked.come"] = "Come",
  done = "The trade is done.", off = "The trade is off.",
}
