return {
    ["by.day"] = "<b>The stone at the crossroads</b>\n\n{look} You stand and choose, <b>{player.name}</b>, and that is "
        .. "half the journey.",
    ["by.night"] = "<b>The stone at the crossroads</b>\n\n{look} Where to, <b>{player.name}</b>?",
    day = "Three roads meet at the stone, and somebody has already left by each of them. There is a smell of wormwood, "
        .. "an axe knocks far away.",
    night = "Night. The roads lie pale in the grass, the stone gives back the warmth of the day. Damp air drifts from the "
        .. "forest; in Vasilisa's yard a window is still lit.",
    stone = "The stone says: “Go right and find your strength. Go straight and find the wolf. "
        .. "Go left and find yourself, unless you lose your way.”",
    read = "🪨 Read the stone",
    yard = "🏡 To the yard",
    forest = "🌲 To the forest",
    peddler = "🧺 To the peddler",
    tavern = "🍲 To the tavern",
    hero = "🛡 Hero",
    bag = "🎒 Bag",
}
