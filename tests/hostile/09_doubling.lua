-- A text that doubles.
-- told: not enough memory: a text of over 1024 KiB
return command "h09" {
  run = function(ctx)
    local s = "x"
    while true do
      s = s .. s
    end
  end,
}
