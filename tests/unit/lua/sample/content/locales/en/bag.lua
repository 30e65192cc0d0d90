return { text = "Сума", card = "{item}", ["item.lose"] = "Выбросить", waiting = "It is being written.", lore = "Its power: {power}." }
