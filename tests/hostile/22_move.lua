-- table.move over 10^15 places.
-- told: too many instructions
return command "h22" {
  run = function(ctx)
    table.move({}, 1, math.tointeger(1e15), 2)
  end,
}
