-- The peddler: hides become coins, and coins pies. What is worn he does not see.
local hero = require "hero"

local function for_sale(ctx)
    local things = {}
    for _, thing in ipairs(rules.bags.sorted(ctx.player.bag)) do
        local item = content.items[thing.item]
        if rules.prices.offer(item.price) > 0 and ctx.player.worn[item.slot] ~= thing.id then
            things[#things + 1] = thing
        end
    end
    return things
end

return scene "peddler" {
    image = "peddler.png",
    {
        id = "buy",
        each = { "pie", "cap" },
        label = function(ctx, id)
            return ctx:t("peddler.buys", { item = ctx:t(content.items[id]), price = content.items[id].price })
        end,
        run = function(ctx, id)
            if not ctx:pay(ctx.player, "world", content.items[id].price, "peddler.buy") then
                return ctx:note("common.poor")
            end
            hero.take(ctx, id)
            ctx:note("peddler.bought", { item = ctx:t(content.items[id]) })
        end,
    },
    {
        id = "sell",
        page = 4,
        each = for_sale,
        label = function(ctx, thing)
            local item = content.items[thing.item]
            return ctx:t("peddler.sells", { item = ctx:t(item), price = rules.prices.offer(item.price) })
        end,
        run = function(ctx, thing)
            local item = content.items[thing.item]
            ctx.player.bag[thing.id] = nil
            ctx:pay("world", ctx.player, rules.prices.offer(item.price), "peddler.sell")
            ctx:note("peddler.sold", { item = ctx:t(item), price = rules.prices.offer(item.price) })
        end,
    },
}
