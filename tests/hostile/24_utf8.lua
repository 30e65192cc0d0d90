-- Counts the letters of a megabyte, for ever.
-- told: takes too long|too many instructions
return command "h24" {
  run = function(ctx)
    local s = ("ж"):rep(400000)
    while true do
      utf8.len(s)
      utf8.lower(s)
    end
  end,
}
