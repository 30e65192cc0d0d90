-- A number of 99999 digits.
-- told: invalid conversion
return command "h17" {
  run = function(ctx)
    ctx:push(ctx.player.id, "commands.hostile.out", { words = string.format("%99999d", 1) })
  end,
}
