-- A variable of the file as state: the next turn would see it.
-- load: the variable count is assigned to, and outlives the turn
local count = 0
return command "h42" {
  run = function(ctx)
    count = count + 1
    ctx:push(ctx.player.id, "commands.hostile.out", { words = count })
  end,
}
