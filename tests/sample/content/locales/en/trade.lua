return {
  text = "On the table:", mine = "from you: {item}", theirs = "for you: {item}", agree = "Agreed", cancel = "Call it off",
  call = "{name} wants to trade.", ["call.come"] = "Come over", done = "The trade is made.", off = "The trade is off.",
}
