return {
    empty = "An empty page. Coins: {n}.",
    thing = "<b>Thing no. {number}</b>, coins {gold}, finds {found}",
    waiting = "The scribe looks for a pen…",
    plain = "{name}: nothing is written of it.",
    close = "Close",
}
