-- Methods for all texts of the game.
-- told: attempt to index a string value
return command "h36" {
  run = function(ctx)
    local s = ""
    s.rep = function()
      return "mine"
    end
  end,
}
