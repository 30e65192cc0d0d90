-- What is sold for Stars: a title, honey by the barrel, and what breaks when it is given.
return scene "patron" {
    {
        id = "boyar",
        stars = 50,
        when = function(ctx)
            return not ctx.player.titles.boyar
        end,
        run = function(ctx)
            ctx.player.titles.boyar = true
        end,
        undo = function(ctx)
            ctx.player.titles.boyar = nil
        end,
    },
    {
        id = "honey",
        each = function(ctx)
            return ctx.player.gold == 13 and {} or { { id = "small", n = 1 }, { id = "large", n = 10 } }
        end,
        stars = function(ctx, barrel)
            return barrel.n * (ctx.vars.dear and 3 or 2)
        end,
        go = "yard",
        run = function(ctx, barrel)
            ctx.player.gold = (ctx.player.gold or 0) + barrel.n
            ctx.vars.sold = (ctx.vars.sold or 0) + 1
        end,
        undo = function(ctx, barrel)
            ctx.player.gold = ctx.player.gold - barrel.n
        end,
    },
    {
        id = "dear",
        run = function(ctx)
            ctx.vars.dear = true
        end,
    },
    { id = "fight", go = "fight", vars = { foe = "wolf", hp = 5 } },
    {
        id = "broken",
        stars = 7,
        run = function(ctx)
            ctx.player.titles.broken = true
            error "the gift is broken"
        end,
    },
    {
        id = "priceless",
        stars = function()
            return 0
        end,
        run = function() end,
    },
}
