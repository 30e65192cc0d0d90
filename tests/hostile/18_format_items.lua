-- Thousands of numbers with 99 digits in one call.
-- told: over 250 items
return command "h18" {
  run = function(ctx)
    ctx:push(ctx.player.id, "commands.hostile.out", { words = #string.format(("%.99g"):rep(10000), table.unpack({}, 1, 10000)) })
  end,
}
