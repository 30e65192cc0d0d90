local function price(ctx, id)
    return 10 + 5 * (ctx:get("market", "forge").sold[id] or 0)
end

local buy = {
        id = "buy",
        each = { "axe", "sword" },
        label = function(ctx, id)
            return ctx:t("forge.offer", { item = ctx:t(content.items[id]), n = price(ctx, id) })
        end,
        run = function(ctx, id)
            if not ctx:pay(ctx.player, "world", price(ctx, id), "forge.buy") then
                return ctx:note("odd.poor")
            end
            local sold, thing = ctx:get("market", "forge").sold, { id = ctx:id(), item = id }
            sold[id], ctx.player.bag[thing.id] = (sold[id] or 0) + 1, thing
        end,
    }

return scene "forge" {
    text = function(ctx)
        return ctx:t("forge.text", { gold = ctx.player.gold })
    end,
    buy,
}, scene "forge.stall" { buy }
