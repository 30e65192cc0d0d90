-- The market is live, so a price moves under all eyes, and nobody pays one he did not see.
local function price(ctx, id)
    return 10 + 5 * (ctx:get("market", "forge").sold[id] or 0)
end

return scene "forge" {
    text = function(ctx)
        return ctx:t("forge.text", { gold = ctx.player.gold })
    end,
    {
        id = "buy",
        each = { "axe", "spear" },
        label = function(ctx, id)
            return ctx:t("forge.offer", { form = id, n = price(ctx, id) })
        end,
        run = function(ctx, id)
            if not ctx:pay(ctx.player, "world", price(ctx, id), "forge.buy") then
                return ctx:note("forge.poor")
            end
            local sold = ctx:get("market", "forge").sold
            sold[id] = (sold[id] or 0) + 1
        end,
    },
}
