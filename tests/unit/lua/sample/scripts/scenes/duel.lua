return scene "duel" {
    hold = true,
    text = function(ctx)
        local duel = ctx.vars.duel
        local words = duel.moves[ctx.player.id] and "duel.wait" or "duel.choose"
        return { ctx:t(words), ctx:t("duel.hits", { n = duel.hits }) }
    end,
    {
        id = "move",
        each = { "sword", "axe" },
        label = function(ctx, weapon)
            return ctx:t(content.items[weapon])
        end,
        when = function(ctx)
            return not ctx.vars.duel.moves[ctx.player.id]
        end,
        run = function(ctx, weapon)
            local duel = ctx.vars.duel
            duel.moves[ctx.player.id] = weapon
            if duel.moves[duel.a] and duel.moves[duel.b] then
                ctx:after(0, "duel.round", duel)
            end
        end,
    },
},
    scene "duel.gate" {
        {
            id = "call",
            each = function(ctx)
                return { ctx.vars.other or "none" }
            end,
            label = function(ctx)
                return ctx:t("duel.call")
            end,
            run = function(ctx, other)
                local duel = ctx:make("duel", { a = ctx.player.id, b = other })
                ctx:push(other, "duel.called", nil, { id = "come", go = "duel", vars = { duel = duel } })
                ctx:go("duel", { duel = duel })
            end,
        },
    }
