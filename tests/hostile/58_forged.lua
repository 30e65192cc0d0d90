-- A ctx that is none, with the methods of a real one.
-- told: call it with a colon, of the ctx of this turn
return command "h58" {
  run = function(ctx)
    ctx.get({ player = ctx.player }, "player", "1")
  end,
}
