-- What is asked of heroes, and what for: the quest counts by this, and whoever asks promises by it.
return {
    wolf_winter = { giver = "vasilisa", foe = "wolf", count = 3, gold = 90, plea = "vasilisa.plea.text" },
}
