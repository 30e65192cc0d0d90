return scene "top" {
    text = function(ctx)
        local lines = ctx:board(ctx.vars.field or "gold")
        return lines
    end,
    {
        id = "gain",
        run = function(ctx)
            ctx:pay("world", ctx.player, 10, "found")
        end,
    },
    { id = "wrong", go = "top", vars = { field = "strength" } },
}
