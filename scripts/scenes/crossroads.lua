-- The stone at the crossroads: where every road begins, and where Back ends.
local places = require "places"

return scene "crossroads" {
    image = function(ctx)
        return rules.sky.is_night(ctx.now) and "crossroads_night.png" or "crossroads.png"
    end,
    enter = function(ctx)
        ctx:emit("visit", { place = "crossroads" })
    end,
    text = function(ctx)
        local look = places.look(ctx, "crossroads")
        if rules.sky.is_night(ctx.now) then
            return ctx:t("crossroads.by.night", { look = look })
        end
        return ctx:t("crossroads.by.day", { look = look })
    end,
    {
        id = "read",
        run = function(ctx)
            ctx:note("crossroads.stone")
        end,
    },
    { id = "yard", go = "yard" },
    { id = "forest", go = "forest" },
    { id = "peddler", go = "peddler" },
    { id = "tavern", go = "tavern" },
    { id = "hero", go = "hero" },
    { id = "bag", go = "bag" },
}
