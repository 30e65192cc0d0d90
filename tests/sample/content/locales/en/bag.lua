return {
  text = { one = "{n} thing is in the bag.", other = "{n} things are in the bag." },
  compare = "Power: {power}. Gain: {gain}.", ["item.equip"] = "Take it in hand",
}
