return {
    text = "<b>The old oak</b>\n\nThe chain on it has long been rust and not gold. Under the roots, where the ground never freezes, "
        .. "something long is gleaming.",
    empty = "<b>The old oak</b>\n\nThe oak is silent. All that it kept is yours now.",
    take = "🗡 Pull it from the roots",
    taken = "The earth lets go unwillingly. Now you have <b>{item:acc}</b>!",
    bag = "🎒 Bag",
}
