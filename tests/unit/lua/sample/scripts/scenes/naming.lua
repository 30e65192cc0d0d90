return scene "naming" {
    hold = true,
    input = {
        type = "text",
        min = 2,
        max = 16,
        run = function(ctx, name)
            if not ctx:make("name", { id = utf8.lower(name), owner = ctx.player.id }) then
                return ctx:note("naming.taken")
            end
            ctx.player.name = name
            ctx:go("crossroads")
        end,
    },
}
