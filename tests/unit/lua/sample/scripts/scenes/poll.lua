return scene "poll" {
    text = function(ctx)
        return ctx:t("poll.text", { field = ctx.vars.field })
    end,
    {
        id = "sort",
        each = { "gold", "level" },
        run = function(ctx, field)
            ctx.vars.field = field
        end,
    },
    { id = "yard", go = "yard" },
    {
        id = "honest",
        run = function(ctx)
            ctx:note("poll.note", { name = ctx.player.name })
        end,
    },
    {
        id = "title",
        stars = 5,
        run = function(ctx)
            ctx.player.titles.top = true
        end,
    },
}
