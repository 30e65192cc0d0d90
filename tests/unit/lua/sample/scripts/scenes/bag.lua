return scene "bag" {
    {
        id = "look",
        page = 2,
        each = function(ctx)
            return rules.bags.sorted(ctx.player.bag)
        end,
        label = function(ctx, thing)
            return ctx:t(content.items[thing.item])
        end,
        go = "bag.item",
        vars = function(_, thing)
            return { thing = thing.id }
        end,
    },
},
    scene "bag.item" {
        text = function(ctx)
            local thing = ctx.player.bag[ctx.vars.thing]
            if not thing then
                return nil
            end
            local item = content.items[thing.item]
            return { ctx:t("bag.card", { item = ctx:t(item) }), ctx:lore("item", item) }
        end,
        {
            id = "lose",
            run = function(ctx)
                ctx.player.bag[ctx.vars.thing] = nil
            end,
        },
    }
