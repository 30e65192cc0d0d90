return {
    text = "<b>The yard</b>\n\n{look} Your strength: <b>{player.strength}</b>.",
    look = "A straw man in a torn shirt, a chopping block, a pail of water. Vasilisa sits on the porch and pretends not to "
        .. "look.",
    training = "<b>The yard</b>\n\nYou hack at the straw man, and the straw man bears it. Strength gained: <b>{n}</b>. "
        .. "{left:span} left.",
    train = "⚔️ Train for eight hours",
    stop = "✋ Enough for today",
    vasilisa = "💬 To Vasilisa",
    done = {
        one = "💪 Your arms ache, but your strength has grown by <b>{n}</b> point.",
        other = "💪 Your arms ache, but your strength has grown by <b>{n}</b> points.",
    },
}
