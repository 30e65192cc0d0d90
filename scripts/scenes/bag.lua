-- A button belongs to an id, never to a position; turning pages is the engine's work.
return scene "bag" {
    text = function(ctx)
        return ctx:t("bag.text", { n = rules.bags.size(ctx.player.bag) })
    end,
    {
        id = "look",
        page = 8,
        each = function(ctx)
            return rules.bags.sorted(ctx.player.bag)
        end,
        label = function(ctx, thing)
            local worn = ctx.player.worn[content.items[thing.item].slot] == thing.id
            return ctx:t(worn and "bag.worn" or "bag.thing", { item = ctx:t(content.items[thing.item]) })
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
            return {
                ctx:t("bag.title", { item = ctx:t(item) }),
                ctx:t(item.about),
                item.power > 0 and ctx:t("bag.power", { power = item.power }) or nil,
            }
        end,
        {
            id = "equip",
            go = "back",
            when = function(ctx)
                local item = content.items[ctx.player.bag[ctx.vars.thing].item]
                return item.slot ~= "none" and ctx.player.worn[item.slot] ~= ctx.vars.thing
            end,
            run = function(ctx)
                local item = content.items[ctx.player.bag[ctx.vars.thing].item]
                ctx.player.worn[item.slot] = ctx.vars.thing
                ctx:note("bag.equipped", { item = ctx:t(item) })
            end,
        },
        {
            id = "remove",
            go = "back",
            when = function(ctx)
                local item = content.items[ctx.player.bag[ctx.vars.thing].item]
                return ctx.player.worn[item.slot] == ctx.vars.thing
            end,
            run = function(ctx)
                local item = content.items[ctx.player.bag[ctx.vars.thing].item]
                ctx.player.worn[item.slot] = nil
            end,
        },
    }
