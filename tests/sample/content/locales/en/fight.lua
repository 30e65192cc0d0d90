return {
  text = "{foe} circles you. Health: {player.hp}, the beast's: {vars.hp}.", ["strike.high"] = "High", ["strike.low"] = "Low", flee = "Fall back",
  blows = "You dealt {dealt} and took {taken}.",
}
