-- Reads a number with a million digits, for ever: one instruction each.
-- told: takes too long|too many instructions
return command "h25" {
  run = function(ctx)
    local s, n = "0x" .. ("0"):rep(1000000), 0
    while true do
      n = n + s
    end
  end,
}
