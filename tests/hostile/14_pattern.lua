-- A pattern that backtracks for years.
-- told: too many instructions|takes too long
return command "h14" {
  run = function(ctx)
    local _ = ("a"):rep(200):find(("a-"):rep(12) .. "b")
  end,
}
