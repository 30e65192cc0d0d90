return scene "thing" {
    text = function(ctx)
        local item = content.items[ctx.vars.item]
        local words = item.told and ctx:lore("tale", item) or ctx:lore("item", item)
        return { ctx:t("thing.name", { id = item.id }), words }
    end,
    {
        id = "again",
        run = function(ctx)
            ctx:note "thing.looked"
        end,
    },
}
