-- Nothing, 10^15 times: the loop over it is in C.
-- well: 0
return command "h11" {
  run = function(ctx)
    local s = (""):rep(1e15)
    ctx:push(ctx.player.id, "commands.hostile.out", { words = #s })
  end,
}
