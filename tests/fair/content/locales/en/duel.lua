return {
  alone = "A duel, round {n}. The stake: {gold}. The second is awaited.",
  choose = "A duel, round {n}. The stake: {gold}. Choose.", wait = "A duel, round {n}. The stake: {gold}. You have chosen.",
  join = "Take the challenge", ["move.sword"] = "Sword", ["move.axe"] = "Axe", ["move.spear"] = "Spear",
  asked = "{id} challenges you.", ["asked.come"] = "Come",
  off = "There was no duel.", draw = "The duel is a draw.", over = "The duel is over.",
}
