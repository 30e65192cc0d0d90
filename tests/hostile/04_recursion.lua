-- Calls itself for ever.
-- told: calls in calls, deeper than 1000|takes too long
return command "h04" {
  run = function(ctx)
    local function deep(n)
      return 1 + deep(n + 1)
    end
    deep(1)
  end,
}
