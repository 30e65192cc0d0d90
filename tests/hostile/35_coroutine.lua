-- A coroutine of its own, in which no budget would be counted.
-- told: there is no global coroutine
return command "h35" {
  run = function(ctx)
    coroutine.wrap(function()
      while true do end
    end)()
  end,
}
