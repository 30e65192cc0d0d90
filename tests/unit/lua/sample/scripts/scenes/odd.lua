-- What a scene must not do, each behind a button.
return scene "odd" {
    {
        id = "twice",
        run = function(ctx)
            ctx:go("yard")
            ctx:go("bag")
        end,
    },
    {
        id = "spare",
        run = function(ctx)
            ctx:note("yard.done", { n = 1, m = 2 })
        end,
    },
    {
        id = "unknown",
        run = function(ctx)
            ctx.player.colour = "red"
        end,
    },
    {
        id = "wrong",
        run = function(ctx)
            ctx.player.strength = "much"
        end,
    },
    {
        id = "global",
        run = function()
            wealth = 1
        end,
    },
    {
        id = "content",
        run = function()
            content.items.axe.power = 9
        end,
    },
    {
        id = "row",
        run = function()
            return content.items.crown.power
        end,
    },
    {
        id = "poor",
        run = function(ctx)
            return ctx:note(ctx:pay(ctx.player, "world", 5, "x") and "odd.rich" or "odd.poor")
        end,
    },
    {
        id = "fact",
        run = function(ctx)
            ctx:lore("item", { id = "axe" })
        end,
    },
    {
        id = "prompt",
        run = function(ctx)
            ctx:lore("dream", {})
        end,
    },
},
    scene "odd.drawn" {
        text = function(ctx)
            ctx.player.strength = 99
            return ctx:t("odd.drawn.text")
        end,
    },
    scene "odd.rolled" {
        text = function(ctx)
            ctx:roll(6)
            return ctx:t("odd.drawn.text")
        end,
    }
