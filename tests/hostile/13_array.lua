-- One huge list.
-- told: not enough memory|takes too long
return command "h13" {
  run = function(ctx)
    local list = {}
    for i = 1, 1e9 do
      list[i] = i
    end
  end,
}
