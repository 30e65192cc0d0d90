return {
  text = "Barrels: {player.barrels}. Chests: {player.chests}.",
  honey = "A barrel of honey", ["honey.about"] = "Honey of Lukomorye.", chest = "A chest",
  ["chest.about"] = "What is in it?",
}
