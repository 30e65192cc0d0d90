return { text = "Сума", card = "{item}", ["item.lose"] = "Выбросить", waiting = "Об этом ещё пишут.", lore = "Сила этой вещи: {power}." }
