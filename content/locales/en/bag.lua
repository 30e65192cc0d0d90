return {
    text = {
        one = "<b>The bag</b>\n\nThere is {n} thing in it.",
        other = "<b>The bag</b>\n\nThere are {n} things in it.",
    },
    thing = "{item}",
    worn = "✅ {item}",
    title = "<b>{item}</b>\n",
    about = "{about}\n",
    power = "Blow: <b>+{power}</b>",
    armour = "Armour: <b>{armour}</b>",
    heals = "Heals: <b>{heals}</b>",
    eaten = "Not a crumb is left. Health: <b>+{n}</b>.",
    equipped = "With you now: <b>{item}</b>.",
    ["item.eat"] = "🥧 Eat",
    ["item.wear"] = "🧢 Put on",
    ["item.equip"] = "🗡 Take in hand",
    ["item.remove"] = "🎒 Put away",
}
