-- The forest: wolves, and behind the first of them the oak.
return scene "forest" {
    image = "forest.png",
    enter = function(ctx)
        ctx:emit("visit", { place = "forest" })
    end,
    text = function(ctx)
        return ctx:t(ctx.player.deeds.wolf and "forest.known" or "forest.text")
    end,
    {
        id = "deeper",
        go = "fight",
        vars = function()
            return { foe = "wolf", hp = content.monsters.wolf.hp }
        end,
    },
    {
        id = "oak",
        go = "oak",
        when = function(ctx)
            return ctx.player.deeds.wolf
        end,
    },
}
