return scene "manor" {
  enter = function(ctx)
    ctx.player.name = ctx.player.name or ("№ " .. ctx.player.id)
  end,
  { id = "patron", go = "patron" }, { id = "store", go = "store" },
}
