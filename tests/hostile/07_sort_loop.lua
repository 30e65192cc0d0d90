-- A comparison that never ends, where nothing can yield.
-- told: too many instructions|takes too long
return command "h07" {
  run = function(ctx)
    table.sort({ 3, 2, 1 }, function()
      while true do end
    end)
  end,
}
