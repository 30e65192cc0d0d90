-- One document for both, which holds the stakes; no text shows a move before the round ends.
local fair = require "fair"

local function fights(ctx)
    local duel = ctx.vars.duel
    return duel.joined and not duel.moves[ctx.player.id]
end

return scene "duel" {
    hold = true,
    input = fair.words,
    text = function(ctx)
        local duel = ctx.vars.duel
        local key = not duel.joined and "duel.alone" or fights(ctx) and "duel.choose" or "duel.wait"
        return ctx:t(key, { n = duel.rounds + 1, gold = duel.gold })
    end,
    {
        id = "join",
        when = function(ctx)
            return not ctx.vars.duel.joined and ctx.vars.duel.b == ctx.player.id
        end,
        run = function(ctx)
            fair.act(ctx)
            local duel = ctx.vars.duel
            if not ctx:pay(ctx.player, duel, rules.duels.STAKE, "duel.stake") then
                return ctx:note("common.poor")
            end
            duel.joined = true
            ctx:after("60s", "duel.round", duel)
        end,
    },
    {
        id = "move",
        each = { "sword", "axe", "spear" },
        when = fights,
        run = function(ctx, weapon)
            fair.act(ctx)
            local duel = ctx.vars.duel
            duel.moves[ctx.player.id] = weapon
            if duel.moves[duel.a] and duel.moves[duel.b] then
                ctx:after(0, "duel.round", duel)
            end
        end,
    },
}
