-- Catches the error of the budget, again and again.
-- told: too many instructions|takes too long
return command "h02" {
  run = function(ctx)
    local function spin()
      while true do end
    end
    while true do
      pcall(pcall, spin)
    end
  end,
}
