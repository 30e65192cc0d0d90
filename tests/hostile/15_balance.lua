-- %b over a text of open brackets: quadratic.
-- told: too many instructions|takes too long
return command "h15" {
  run = function(ctx)
    local s = ("("):rep(100000)
    for _ in s:gmatch "%b()" do
    end
    while true do
      s:find "%b()"
    end
  end,
}
