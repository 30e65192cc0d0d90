-- Ten thousand lines above one screen.
-- told: has 10000 entries: 1000 is the limit|takes too long
return command "h55" {
  run = function(ctx)
    for _ = 1, 10000 do
      ctx:note("commands.hostile.out", { words = "x" })
    end
  end,
}
