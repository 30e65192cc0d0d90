return {
    text = "<b>{foe}</b> circles and waits for your blow.\n\n❤️ You: <b>{hp}</b> of {most}\n🐺 {foe}: <b>{foe_hp}</b> of {foe_most}",
    ["strike.high"] = "⬆️ Strike high",
    ["strike.low"] = "⬇️ Strike low",
    guard = "🛡 Guard",
    flee = "🏃 Fall back",
    blows = "A hit! You dealt <b>{dealt}</b> and took <b>{taken}</b>.",
    parried = "A miss: the beast expected it just there. You took <b>{taken}</b>.",
    guarded = "You saw the blow coming: only <b>{taken}</b> got through.",
    won = "🏆 <b>{foe}</b> is beaten. Coins: <b>{gold}</b>, experience: <b>{exp}</b>, and a hide besides.",
    fled = "You back away without showing your back. The wolf sees you to the edge of the wood, out of courtesy.",
}
