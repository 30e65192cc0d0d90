return {
  day = "A stone at the crossroads. Where to, <b>{player.name}</b>?", night = "Night, and the stone is still warm. Where to, <b>{player.name}</b>?",
  stone = "\"Go right and find strength. Go straight on and find a wolf.\"",
  read = "Read the words", yard = "To the yard", forest = "Into the forest",
}
