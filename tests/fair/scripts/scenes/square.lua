-- The square: all that a player can begin. Its text shows his state, so that a screen can be compared
-- with what was committed.
local fair = require "fair"

local function invite(kind, ctx, other, fields)
    fields.a, fields.b = ctx.player.id, other.id
    local doc = ctx:make(kind, fields)
    ctx:go(kind, { [kind] = doc })
    return doc
end

return scene "square" {
    input = fair.words,
    text = function(ctx)
        local player = ctx.player
        return ctx:t("square.text", { swords = rules.fair.count(player.swords), trail = player.trail })
    end,
    {
        id = "train",
        when = function(ctx)
            return not ctx.player.training
        end,
        run = function(ctx)
            local player = ctx.player
            fair.act(ctx)
            player.trainings = player.trainings + 1
            player.training = { n = player.trainings, since = ctx.now }
            ctx:after(rules.fair.MINUTE, "training", player)
        end,
    },
    {
        id = "stop",
        when = function(ctx)
            return ctx.player.training
        end,
        run = function(ctx)
            fair.act(ctx)
            ctx:cancel("training", ctx.player)
            ctx:note("square.trained", { n = fair.train(ctx, ctx.player, "stop") })
        end,
    },
    {
        id = "guard",
        when = function(ctx)
            return not ctx.player.guard
        end,
        run = function(ctx)
            fair.act(ctx)
            for _, other in ipairs(fair.others(ctx)) do
                if ctx:get("player", other.id).guard then
                    return ctx:note("square.guarded", { id = other.id })
                end
            end
            ctx.player.guard = true
        end,
    },
    {
        id = "rest",
        when = function(ctx)
            return ctx.player.guard
        end,
        run = function(ctx)
            fair.act(ctx)
            ctx.player.guard = false
        end,
    },
    {
        id = "gift",
        each = fair.others,
        label = function(ctx, other)
            return ctx:t("square.gift", { id = other.id })
        end,
        run = function(ctx, other)
            fair.act(ctx)
            if not ctx:pay(ctx.player, ctx:get("player", other.id), rules.fair.GIFT, "gift") then
                return ctx:note("common.poor")
            end
            ctx:emit("gifted", { by = ctx.player.id }, other.id)
            ctx:push(other.id, "square.gifted", { id = ctx.player.id, n = rules.fair.GIFT })
        end,
    },
    {
        id = "trade",
        each = fair.others,
        label = function(ctx, other)
            return ctx:t("square.trade", { id = other.id })
        end,
        run = function(ctx, other)
            fair.act(ctx)
            local trade = invite("trade", ctx, other, {})
            ctx:after("2m", "trade.ends", trade)
            ctx:push(
                other.id,
                "trade.asked",
                { id = ctx.player.id },
                { id = "come", go = "trade", vars = { trade = trade } }
            )
        end,
    },
    {
        id = "duel",
        each = fair.others,
        label = function(ctx, other)
            return ctx:t("square.duel", { id = other.id })
        end,
        run = function(ctx, other)
            fair.act(ctx)
            if ctx.player.gold < rules.duels.STAKE then
                return ctx:note("common.poor")
            end
            local duel = invite("duel", ctx, other, {})
            ctx:pay(ctx.player, duel, rules.duels.STAKE, "duel.stake")
            ctx:after("60s", "duel.round", duel)
            ctx:push(
                other.id,
                "duel.asked",
                { id = ctx.player.id },
                { id = "come", go = "duel", vars = { duel = duel } }
            )
        end,
    },
    {
        id = "dice",
        run = function(ctx)
            fair.act(ctx)
            ctx.tg.sendDice {}
        end,
    },
    { id = "market", go = "market", run = fair.act },
}
