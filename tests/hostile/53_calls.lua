-- A flood of calls.
-- told: h\d+.lua:\d+: one turn cannot do so much: 30 is its limit \(turn.calls in
return command "h53" {
  run = function(ctx)
    while true do
      ctx.tg.sendDice { emoji = "🎲" }
    end
  end,
}
