-- Calls itself for ever without a stack.
-- told: too many instructions|takes too long
return command "h05" {
  run = function(ctx)
    local function on()
      return on()
    end
    on()
  end,
}
