return {
  text = "A duel to two hits. Coins at stake: {vars.duel.stake}.", accept = "Accept",
  call = "{name} calls you out. The stake: {n}.", ["call.look"] = "Look", taken = "{name} accepts!",
  ["taken.fight"] = "To arms", lapsed = "Nobody came. The stake is back.",
}
