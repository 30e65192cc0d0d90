-- Things. `about` is the text on a thing's card.
return {
    sword = { slot = "hand", power = 5, about = "items.sword.about" },
    wolf_hide = { about = "items.wolf_hide.about" },
}
