-- What is offered lies in the trade from then on, so its end cannot fail. A change takes back both
-- agreements.
local fair = require "fair"

return scene "trade" {
    hold = true,
    input = fair.words,
    text = function(ctx)
        local trade = ctx.vars.trade
        local mine = trade.purse[ctx.player.id] or 0
        return ctx:t("trade.text", { n = rules.fair.count(trade.swords), mine = mine, gold = trade.gold or 0 })
    end,
    {
        id = "put",
        page = 3,
        each = function(ctx)
            return rules.fair.listed(ctx.player.swords)
        end,
        label = function(ctx, sword)
            return ctx:t("trade.put", { id = sword.id })
        end,
        run = function(ctx, sword)
            fair.act(ctx)
            local trade = ctx.vars.trade
            trade.swords[sword.id], trade.agreed = ctx.player.id, {}
            ctx.player.swords[sword.id] = nil
        end,
    },
    {
        id = "pay",
        run = function(ctx)
            fair.act(ctx)
            local trade, id = ctx.vars.trade, ctx.player.id
            if not ctx:pay(ctx.player, trade, rules.fair.PURSE, "trade.put") then
                return ctx:note("common.poor")
            end
            trade.purse[id], trade.agreed = (trade.purse[id] or 0) + rules.fair.PURSE, {}
        end,
    },
    {
        id = "agree",
        run = function(ctx)
            fair.act(ctx)
            local trade = ctx.vars.trade
            trade.agreed[ctx.player.id] = true
            if trade.agreed[trade.a] and trade.agreed[trade.b] then
                fair.close(ctx, trade, true)
            end
        end,
    },
    {
        id = "cancel",
        run = function(ctx)
            fair.act(ctx)
            fair.close(ctx, ctx.vars.trade, false)
        end,
    },
}
