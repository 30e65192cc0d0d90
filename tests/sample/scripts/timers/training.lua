-- scripts/timers/training.lua: a name, not a closure, so that a reload in the eighth hour changes nothing.
return timer "training.done" { run = function(ctx, player)
  local gain = rules.training.gain(player.training, ctx.now)
  player.strength, player.training = player.strength + gain, nil
  ctx:push(player.id, "yard.done", { n = gain })
end }
