-- Where a beaten hero wakes: no dead end, and a small bill.
local hero = require "hero"

local PRICE = 5 -- the most that the old woman takes, in hundredths of the purse: a twentieth

return scene "hut" {
    hold = true,
    image = "hut.png",
    enter = function(ctx)
        hero.set_hp(ctx.player, rules.health.most(ctx.player.level) // 2, ctx.now)
        local price = ctx.player.gold * PRICE // 100
        ctx:pay(ctx.player, "world", price, "hut")
        ctx:note("hut.woke", { price = price })
    end,
    { id = "leave", go = "crossroads" },
}
