-- A table whose length is 2^61, and a place in its middle.
-- told: too many instructions
return command "h23" {
  run = function(ctx)
    local t = {}
    for i = 61, 0, -1 do
      t[1 << i] = 1
    end
    table.insert(t, 1, 0)
  end,
}
