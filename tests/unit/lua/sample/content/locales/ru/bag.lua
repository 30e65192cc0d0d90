return { text = "Сума", card = "{item}", ["item.lose"] = "Выбросить" }
