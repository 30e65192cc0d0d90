-- A message handler that loops.
-- told: there is no global xpcall
return command "h34" {
  run = function(ctx)
    xpcall(error, function()
      while true do end
    end)
  end,
}
