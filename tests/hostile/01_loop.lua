-- Loops for ever, and has changed a document before.
-- told: too many instructions|takes too long
return command "h01" {
  run = function(ctx)
    ctx.player.steps = 1000
    while true do end
  end,
}
