-- Things. `about` is the text on a thing's card; what has no price is not for sale, to nobody.
return {
    sword = { slot = "hand", power = 5, about = "items.sword.about" },
    cap = { slot = "head", armour = 1, price = 40, about = "items.cap.about" },
    pie = { heals = 10, price = 5, about = "items.pie.about" },
    wolf_hide = { price = 8, about = "items.wolf_hide.about" },
}
