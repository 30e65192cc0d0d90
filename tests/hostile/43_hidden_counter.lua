-- The same, in a closure that a function has made.
-- load: the variable n is assigned to, and outlives the turn
local function make()
  local n = 0
  return function()
    n = n + 1
    return n
  end
end
local count = make()
return command "h43" {
  run = function(ctx)
    ctx:push(ctx.player.id, "commands.hostile.out", { words = count() })
  end,
}
