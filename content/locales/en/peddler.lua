return {
    text = "<b>The peddler</b>\n\nHis box is as tall as a chimney, and he is as tall as his box. “Come closer, looking is free! "
        .. "And show me hides, I like hides.” Your coins: <b>{player.gold}</b>.",
    buys = "{item}: {price} 🪙",
    sells = "Sell: {item}, {price} 🪙",
    bought = "A deal! Now you have <b>{item:acc}</b>.",
    sold = "<b>{item}</b> vanishes in the box without a thump. Coins for it: <b>{price}</b>.",
}
