-- Buttons that are rows: what a row was called when they were drawn may not be what it is called now.
return scene "rack" {
    {
        id = "take",
        each = { "axe", "sword" },
        run = function(ctx, id)
            ctx.player.keepsake = id
        end,
    },
}
