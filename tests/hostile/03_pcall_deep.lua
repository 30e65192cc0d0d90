-- Catches on every level of a deep recursion.
-- told: calls in calls, deeper than 1000|C stack overflow|too many instructions|takes too long
return command "h03" {
  run = function(ctx)
    local function deep()
      pcall(deep)
      while true do
        pcall(deep)
      end
    end
    deep()
  end,
}
