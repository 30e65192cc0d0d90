-- A document that grows.
-- told: player \d+ has \d+ bytes: one turn cannot do so much: 262144 is its limit \(turn.size in content/limits.lua\)
return command "h50" {
  run = function(ctx)
    ctx.player.trail = ("x"):rep(300000)
  end,
}
