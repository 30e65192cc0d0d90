-- A document within itself.
-- told: deeper than 32
return command "h49" {
  run = function(ctx)
    ctx.player.box = {}
    ctx.player.box.box = ctx.player.box
  end,
}
