-- Floods the log, which somebody must read.
-- told: too many instructions
return command "h56" {
  run = function(ctx)
    while true do
      print(("x"):rep(1000))
    end
  end,
}
