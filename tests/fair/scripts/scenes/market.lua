-- The market of a row: one document that all of them write. A sword lies in it until it is bought or
-- taken back.
local fair = require "fair"

local function market(ctx)
    return ctx:get("market", rules.fair.row(ctx.player.id))
end

local function lots(mine)
    return function(ctx)
        local list = {}
        for id, owner in pairs(market(ctx).lots) do
            if (owner == ctx.player.id) == mine then
                list[#list + 1] = { id = id, owner = owner }
            end
        end
        return list
    end
end

local function named(key)
    return function(ctx, sword)
        return ctx:t(key, { id = sword.id })
    end
end

return scene "market" {
    input = fair.words,
    text = function(ctx)
        return ctx:t("market.text", { n = rules.fair.count(market(ctx).lots) })
    end,
    {
        id = "buy",
        page = 3,
        each = lots(false),
        label = named "market.buy",
        run = function(ctx, lot)
            fair.act(ctx)
            if not ctx:pay(ctx.player, ctx:get("player", lot.owner), rules.fair.PRICE, "market") then
                return ctx:note("common.poor")
            end
            market(ctx).lots[lot.id], ctx.player.swords[lot.id] = nil, true
            ctx:push(lot.owner, "market.sold", { n = rules.fair.PRICE })
        end,
    },
    {
        id = "sell",
        page = 3,
        each = function(ctx)
            return rules.fair.listed(ctx.player.swords)
        end,
        label = named "market.sell",
        run = function(ctx, sword)
            fair.act(ctx)
            market(ctx).lots[sword.id], ctx.player.swords[sword.id] = ctx.player.id, nil
        end,
    },
    {
        id = "take",
        page = 3,
        each = lots(true),
        label = named "market.take",
        run = function(ctx, lot)
            fair.act(ctx)
            market(ctx).lots[lot.id], ctx.player.swords[lot.id] = nil, true
        end,
    },
}
