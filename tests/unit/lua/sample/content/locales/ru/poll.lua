return {
    text = "Лучшие: {field}",
    ["sort.gold"] = "Золото",
    ["sort.level"] = "Уровень",
    yard = "Во двор",
    honest = "Честно",
    note = "Честен, {name}",
    title = "Титул",
    ["title.about"] = "Титул первого",
}
