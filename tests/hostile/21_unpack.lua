-- Fifty thousand values on the stack, over and over.
-- told: takes too long|too many instructions
return command "h21" {
  run = function(ctx)
    local list = {}
    for i = 1, 50000 do
      list[i] = i
    end
    while true do
      table.unpack(list)
    end
  end,
}
