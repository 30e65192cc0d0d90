return {
  choose = "What do you strike with?", wait = "You have chosen. Now the other.", ["move.sword"] = "Sword", ["move.axe"] = "Axe", ["move.spear"] = "Spear",
  won = "Won! The stake is yours.", lost = "The duel is lost.",
}
