-- Sorts fifty thousand times the same two long texts: each comparison reads a megabyte.
-- told: takes too long|too many instructions
return command "h08" {
  run = function(ctx)
    local a, b = ("x"):rep(900000) .. "a", ("x"):rep(900000) .. "a"
    local list = {}
    for i = 1, 50000 do
      list[i] = i % 2 == 0 and a or b
    end
    table.sort(list)
  end,
}
