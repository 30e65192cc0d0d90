-- A typed number is added to the trail and answered by a message of its own; a step is a button, or a
-- typed 0, which only the screen shows.
return scene "hall" {
  text = function(ctx)
    return ctx:t("hall.text", { steps = ctx.player.steps, trail = ctx.player.trail, power = rules.hall.power() })
  end,
  input = {
    type = "integer",
    run = function(ctx, n)
      if n == 0 then
        ctx.player.steps = ctx.player.steps + 1
        return
      end
      ctx.player.trail = ctx.player.trail .. n .. " "
      ctx:push(ctx.player.id, "hall.got", { n = n })
    end,
  },
  { id = "step", run = function(ctx)
    ctx.player.steps = ctx.player.steps + 1
  end },
  { id = "ring", run = function(ctx)
    ctx:after("1h", "hall.bell", ctx.player)
  end },
  { id = "spin", run = function(ctx)
    ctx.player.steps = 1000
    while true do
      pcall(function()
        while true do end
      end)
    end
  end },
}
