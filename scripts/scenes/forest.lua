-- The forest: wolves, and behind the first of them the oak.
local places = require "places"

return scene "forest" {
    image = "forest.png",
    enter = function(ctx)
        ctx:emit("visit", { place = "forest" })
    end,
    text = function(ctx)
        if ctx.player.deeds.wolf then
            return ctx:t("forest.known")
        end
        return ctx:t("forest.text", { look = places.look(ctx, "forest") })
    end,
    {
        id = "deeper",
        go = "fight",
        vars = function()
            return { foe = "wolf", hp = content.monsters.wolf.hp }
        end,
    },
    {
        id = "oak",
        go = "oak",
        when = function(ctx)
            return ctx.player.deeds.wolf
        end,
    },
}
