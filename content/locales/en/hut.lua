return {
    text = "<b>The hut</b>\n\nIt smells of dried mint and smoke. The old woman at the stove stirs something with a spoon longer than herself. "
        .. "“Lie still. Or no, get up: this is not an inn.”",
    woke = "You come round on a bench. Coins taken for the cure: <b>{price}</b>.",
    leave = "🚪 Bow and leave",
}
