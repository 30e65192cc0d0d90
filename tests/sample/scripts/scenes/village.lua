-- Where everybody meets; the command /village leads here.
return scene "village" {
  { id = "work", run = function(ctx)
    ctx:pay("world", ctx.player, 5, "work")
    ctx:note("village.paid", { n = 5 })
  end },
  { id = "lesson", when = function(ctx) return ctx.player.gold >= 10 end, run = function(ctx)
    ctx:pay(ctx.player, "world", 10, "lesson")
    ctx.player.level = ctx.player.level + 1
  end },
  { id = "vasilisa", go = "vasilisa" }, { id = "forge", go = "forge" }, { id = "auction", go = "auction" },
  { id = "patron", go = "patron" },
}
