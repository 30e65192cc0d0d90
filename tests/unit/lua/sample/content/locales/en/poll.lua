return {
    text = "Best: {field}",
    ["sort.gold"] = "Gold",
    ["sort.level"] = "Level",
    yard = "To the yard",
    honest = "Honest",
    note = "Honest, {name}",
    title = "Title",
    ["title.about"] = "The first one",
}
