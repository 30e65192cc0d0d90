return scene "thing" {
    text = function(ctx)
        local item = content.items[ctx.vars.item]
        return { ctx:t("thing.name", { id = item.id }), ctx:lore("item", item) }
    end,
    {
        id = "again",
        run = function(ctx)
            ctx:note "thing.looked"
        end,
    },
}
