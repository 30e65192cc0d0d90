-- A message of a hundred thousand letters.
-- told: h\d+.lua:\d+: one turn cannot do so much: 65536 is its limit \(turn.message in
return command "h54" {
  run = function(ctx)
    ctx:push(ctx.player.id, "commands.hostile.out", { words = ("x"):rep(100000) })
  end,
}
