-- A game that has lore and hardly anything else.
return scene "home" {
    text = function(ctx)
        return {
            ctx:lore("item", content.items.sword),
            ctx:lore("room", { place = "yard", hour = "night" }),
            ctx:lore("hero", { name = ctx.player.name or "?", thing = "sword", wins = 3 }),
        }
    end,
    { id = "wait" },
}
