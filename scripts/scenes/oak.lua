-- The oak: the sword lies here once for each hero.
local chronicle = require "chronicle"
local hero = require "hero"

return scene "oak" {
    image = function(ctx)
        return ctx.player.deeds.sword and "oak_empty.png" or "oak.png"
    end,
    text = function(ctx)
        return ctx:t(ctx.player.deeds.sword and "oak.empty" or "oak.text")
    end,
    {
        id = "take",
        when = function(ctx)
            return not ctx.player.deeds.sword
        end,
        run = function(ctx)
            ctx.player.deeds.sword = true
            hero.take(ctx, "sword")
            chronicle.note(ctx, "sword")
            ctx:note("oak.taken", { item = ctx:t(content.items.sword) })
        end,
    },
    { id = "bag", go = "bag" },
}
