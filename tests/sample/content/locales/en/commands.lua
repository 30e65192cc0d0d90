return {
  top = "The first of us",
  bag = "The bag", village = "The village", journal = "What is promised", give = "Give coins", bless = "Add strength", duel = "Call out to a duel",
  trade = "Trade", ["give.got"] = "{from} gives you coins: {n}.", ["duel.nobody"] = "There is no such fighter here.", ["duel.sent"] = "The glove is thrown.",
  ["trade.nobody"] = "Nobody to trade with.",
}
