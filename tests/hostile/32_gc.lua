-- A finalizer that loops: it would run where no hook counts.
-- told: there is no global setmetatable
return command "h32" {
  run = function(ctx)
    setmetatable({}, {
      __gc = function()
        while true do end
      end,
    })
  end,
}
