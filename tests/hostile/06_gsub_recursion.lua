-- Recursion through C: a callback of gsub calls gsub.
-- told: C stack overflow|takes too long
return command "h06" {
  run = function(ctx)
    local function deep(n)
      return (("x"):gsub("x", function()
        return deep(n + 1)
      end))
    end
    deep(1)
  end,
}
