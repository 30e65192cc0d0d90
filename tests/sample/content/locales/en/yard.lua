return {
  text = "The yard beyond the fence: a dummy, a block, a pail of water. Strength: <b>{player.strength}</b>.",
  train = "Train for eight hours", stop = "Enough for today",
  training = "You hack at the dummy. Strength to come: {n}. {left:span} left.",
  done = { one = "Strength has grown by {n} point.", other = "Strength has grown by {n} points." },
}
