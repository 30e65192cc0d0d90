-- A button belongs to an id, never to a position; turning pages is the engine's work.
local hero = require "hero"
local tales = require "tales"

-- The row of the thing that is looked at; nil when it is gone.
local function item_of(ctx)
    local thing = ctx.player.bag[ctx.vars.thing]
    return thing and content.items[thing.item]
end

local function is_worn(ctx)
    local item = item_of(ctx)
    return item and ctx.player.worn[item.slot] == ctx.vars.thing
end

return scene "bag" {
    image = "bag.png",
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
            local item = content.items[thing.item]
            local worn = ctx.player.worn[item.slot] == thing.id
            return ctx:t(worn and "bag.worn" or "bag.thing", { item = ctx:t(item) })
        end,
        go = "bag.item",
        vars = function(_, thing)
            return { thing = thing.id }
        end,
    },
},
    scene "bag.item" {
        image = "bag.png",
        text = function(ctx)
            local item = item_of(ctx)
            if not item then
                return nil
            end
            local lines = {
                ctx:t("bag.title", { item = ctx:t(item) }),
                ctx:t("bag.about", { about = tales.item(ctx, item) }),
            }
            for _, name in ipairs { "power", "armour", "heals" } do
                if item[name] > 0 then
                    lines[#lines + 1] = ctx:t("bag." .. name, { [name] = item[name] })
                end
            end
            return lines
        end,
        {
            id = "equip",
            go = "back",
            when = function(ctx)
                local item = item_of(ctx)
                return item and item.slot ~= "none" and not is_worn(ctx)
            end,
            label = function(ctx)
                return ctx:t(item_of(ctx).slot == "head" and "bag.item.wear" or "bag.item.equip")
            end,
            run = function(ctx)
                local item = item_of(ctx)
                ctx.player.worn[item.slot] = ctx.vars.thing
                ctx:note("bag.equipped", { item = ctx:t(item) })
            end,
        },
        {
            id = "remove",
            go = "back",
            when = is_worn,
            run = function(ctx)
                ctx.player.worn[item_of(ctx).slot] = nil
            end,
        },
        {
            id = "eat",
            go = "back",
            when = function(ctx)
                local item = item_of(ctx)
                local whole = hero.hp(ctx.player, ctx.now) >= rules.health.most(ctx.player.level)
                return item and item.heals > 0 and not whole
            end,
            run = function(ctx)
                local healed = hero.heal(ctx.player, item_of(ctx).heals, ctx.now)
                ctx.player.bag[ctx.vars.thing] = nil
                ctx:note("bag.eaten", { n = healed })
            end,
        },
    }
