-- 10. scripts/scenes/forge.lua: the market is live, so a price moves under all eyes, and nobody pays one he did not see.
local function price(ctx, id) return rules.prices.of(content.items[id], ctx:get("market", "forge").sold[id] or 0) end
return scene "forge" {
  { id = "buy", each = { "axe", "spear", "sword" },
    label = function(ctx, id) return ctx:t("forge.offer", { item = ctx:t(content.items[id]), n = price(ctx, id) }) end,
    run = function(ctx, id)
      if not ctx:pay(ctx.player, "world", price(ctx, id), "forge.buy") then return ctx:note("common.poor") end
      local sold, thing = ctx:get("market", "forge").sold, { id = ctx:id(), item = id }
      sold[id], ctx.player.bag[thing.id] = (sold[id] or 0) + 1, thing
    end },
}
