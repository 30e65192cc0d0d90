-- Compares two equal texts of a megabyte, for ever.
-- told: takes too long|too many instructions
return command "h26" {
  run = function(ctx)
    local a, b = ("x"):rep(1000000), ("x"):rep(999999) .. "x"
    while a == b and a <= b do
    end
  end,
}
