-- Everybody gets the same once, and joins the row of his neighbours.
local fair = require "fair"

return scene "gate" {
    hold = true,
    input = fair.words,
    enter = function(ctx)
        if ctx.player.welcomed then
            return
        end
        ctx.player.welcomed = true
        ctx:advance("thanks", "once")
        ctx:pay("world", ctx.player, rules.fair.START_GOLD, "welcome")
        for _ = 1, rules.fair.SWORDS do
            ctx.player.swords[ctx:id()] = true
        end
        ctx:get("row", rules.fair.row(ctx.player.id)).here[ctx.player.id] = true
    end,
    { id = "enter", go = "square", run = fair.act },
}
