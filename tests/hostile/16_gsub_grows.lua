-- Each letter becomes a megabyte.
-- told: not enough memory|takes too long
return command "h16" {
  run = function(ctx)
    local a = ("x"):rep(1000000)
    local s = ("x"):rep(1000):gsub("x", a)
    ctx:push(ctx.player.id, "commands.hostile.out", { words = #s })
  end,
}
