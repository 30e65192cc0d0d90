-- Things. `about` is the text on a thing's card; what has no price is not for sale, to nobody. `place` is
-- where it comes from; what is `rare` may get a picture.
return {
    sword = { slot = "hand", rare = true, power = 5, place = "oak", about = "items.sword.about" },
    cap = { slot = "head", armour = 1, price = 40, place = "peddler", about = "items.cap.about" },
    pie = { heals = 10, price = 5, place = "peddler", about = "items.pie.about" },
    wolf_hide = { price = 8, place = "forest", about = "items.wolf_hide.about" },
}
