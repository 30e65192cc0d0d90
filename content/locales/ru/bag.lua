return {
    text = {
        one = "<b>Сума</b>\n\nВ суме {n} вещь.",
        few = "<b>Сума</b>\n\nВ суме {n} вещи.",
        many = "<b>Сума</b>\n\nВ суме {n} вещей.",
        other = "<b>Сума</b>\n\nВ суме {n} вещи.",
    },
    thing = "{item}",
    worn = "✅ {item}",
    title = "<b>{item}</b>\n",
    power = "Сила удара: <b>+{power}</b>",
    equipped = "Теперь с тобой: <b>{item}</b>.",
    ["item.equip"] = "🗡 Взять в руку",
    ["item.remove"] = "🎒 Убрать в суму",
}
