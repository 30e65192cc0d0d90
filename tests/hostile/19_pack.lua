-- A format of a megabyte, worked on in C.
-- told: over 1024 bytes
return command "h19" {
  run = function(ctx)
    ctx:push(ctx.player.id, "commands.hostile.out", { words = string.packsize(("x"):rep(1000000)) })
  end,
}
