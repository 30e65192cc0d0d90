return scene "fight" {
    hold = true,
    text = function(ctx)
        return ctx:t("fight.text", { foe = ctx:t(content.monsters[ctx.vars.foe]) })
    end,
    {
        id = "strike",
        each = { "high", "low" },
        run = function(ctx)
            ctx.vars.hp = ctx.vars.hp - ctx:roll(20)
            if ctx.vars.hp > 0 then
                return
            end
            ctx:go("crossroads")
        end,
    },
    { id = "flee", go = "back" },
}
