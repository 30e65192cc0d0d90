-- A text of a gigabyte.
-- told: string.rep: the result is over 1048576 bytes
return command "h10" {
  run = function(ctx)
    local s = ("x"):rep(1e9)
    ctx:push(ctx.player.id, "commands.hostile.out", { words = #s })
  end,
}
