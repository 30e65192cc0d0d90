return {
  text = "The forest. Yellow eyes; your health is {player.hp}.", hunt = "At the wolf", gather = "Pick up a hide", spare = "Let the cub go",
  hide = "A hide is in the bag.",
}
