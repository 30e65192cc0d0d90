-- 15. scripts/scenes/patron.lua: Stars are a price on a choice: `run` comes once a payment, `undo` once a refund.
return scene "patron" {
  { id = "boyar", stars = 50, when = function(ctx) return not ctx.player.titles.boyar end,
    run = function(ctx) ctx.player.titles.boyar = true end,
    undo = function(ctx) ctx.player.titles.boyar = nil end },
}
