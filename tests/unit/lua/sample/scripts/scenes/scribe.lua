-- Lore where it may stand: on a screen beside something live, in a note, in a push, in a post, in a label.
local function sold(ctx)
    return ctx:get("market", "scribe").sold
end

return scene "scribe" {
    text = function(ctx)
        return { ctx:t("scribe.text", { n = sold(ctx).axe or 0 }), ctx:lore("item", content.items.axe) }
    end,
    {
        id = "buy",
        run = function(ctx)
            sold(ctx).axe = (sold(ctx).axe or 0) + 1
        end,
    },
    {
        id = "quietly",
        run = function(ctx)
            sold(ctx).sword = (sold(ctx).sword or 0) + 1
        end,
    },
    {
        id = "hear",
        run = function(ctx)
            ctx:note("scribe.heard", { words = ctx:lore("item", content.items.sword) })
        end,
    },
    input = {
        type = "player",
        run = function(ctx, id)
            local words = ctx:lore("item", content.items.sword)
            ctx:push(id, "scribe.told", { words = words }, { id = "go", go = "scribe" })
        end,
    },
    {
        id = "wind",
        label = function(ctx)
            return ctx:lore("wind", { id = "north" })
        end,
    },
}
