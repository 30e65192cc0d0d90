return scene "toast" {
  { id = "raise", run = function(ctx)
    ctx.vars.cups = ctx.vars.cups + 1
    ctx.player.level = ctx.player.level + 1
    ctx:note("toast.raised", { name = ctx.player.name })
  end },
  { id = "store", go = "store" },
}
