-- A flood of messages.
-- told: h\d+.lua:\d+: one turn cannot do so much: 100 is its limit \(turn.pushes in
return command "h52" {
  run = function(ctx)
    while true do
      ctx:push(ctx.player.id, "commands.hostile.out", { words = "flood" })
    end
  end,
}
