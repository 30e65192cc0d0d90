return scene "page" {
    input = {
        type = "integer",
        min = 1,
        max = 100000,
        run = function(ctx, n)
            ctx.player.name = ctx.player.name or "P" .. ctx.player.id
            ctx.player.thing = n
        end,
    },
    text = function(ctx)
        local n = ctx.player.thing
        if n == 0 then
            return ctx:t("page.empty", { n = ctx.player.gold })
        end
        local name = rules.annals.name(n)
        return {
            ctx:t("page.thing", { number = n, gold = ctx.player.gold, found = ctx.player.discoveries or 0 }),
            ctx:lore("thing", { id = "thing" .. n, name = name }),
        }
    end,
    {
        id = "close",
        run = function(ctx)
            ctx.player.thing = 0
        end,
    },
}
