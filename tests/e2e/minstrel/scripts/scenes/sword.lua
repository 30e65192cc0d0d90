return scene "sword" {
    text = function(ctx)
        return { ctx:t "sword.title", ctx:lore("item", content.items.sword) }
    end,
}
