-- The stone at the crossroads: where every road begins, and where Back ends.
return scene "crossroads" {
    image = function(ctx)
        return rules.sky.is_night(ctx.now) and "crossroads_night.png" or "crossroads.png"
    end,
    enter = function(ctx)
        ctx:emit("visit", { place = "crossroads" })
    end,
    text = function(ctx)
        return ctx:t(rules.sky.is_night(ctx.now) and "crossroads.night" or "crossroads.day")
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
    { id = "hero", go = "hero" },
    { id = "bag", go = "bag" },
}
