return scene "song" {
    text = function(ctx)
        local facts = { id = ctx.player.id, name = ctx.player.title, wins = 3 }
        return { ctx:t "song.title", ctx:lore("hero", facts) }
    end,
}
