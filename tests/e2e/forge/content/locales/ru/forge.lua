return {
    text = "Кузня. Золото: {gold}",
    offer = { other = "{n}", axe = "Топор за {n}", spear = "Копьё за {n}" },
    poor = "Не хватает",
}
