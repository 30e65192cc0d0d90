-- Small tables until the memory is gone, and catches the refusal.
-- told: not enough memory: a turn has 16 MiB|takes too long
return command "h12" {
  run = function(ctx)
    local all = {}
    while true do
      pcall(function()
        while true do
          all[#all + 1] = { {}, {} }
        end
      end)
    end
  end,
}
