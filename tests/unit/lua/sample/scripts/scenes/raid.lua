return scene "raid" {
    text = function(ctx)
        return ctx:t("raid.text", { n = ctx.vars.joined, name = ctx.player and ctx.player.name or "-" })
    end,
    {
        id = "join",
        run = function(ctx)
            ctx.vars.joined = ctx.vars.joined + 1
        end,
    },
    {
        id = "off",
        run = function(ctx)
            ctx:drop(ctx.vars.raid)
        end,
    },
}
