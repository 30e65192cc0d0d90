-- A megabyte, four thousand times, in one text.
-- told: not enough memory|takes too long
return command "h20" {
  run = function(ctx)
    local a, list = ("x"):rep(1000000), {}
    for i = 1, 4000 do
      list[i] = a
    end
    ctx:push(ctx.player.id, "commands.hostile.out", { words = #table.concat(list) })
  end,
}
