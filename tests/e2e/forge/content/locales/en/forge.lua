return {
    text = "The forge. Gold: {gold}",
    offer = { other = "{n}", axe = "An axe for {n}", spear = "A spear for {n}" },
    poor = "Too little",
}
