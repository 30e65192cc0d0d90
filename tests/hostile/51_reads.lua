-- Reads two thousand documents.
-- told: h\d+.lua:\d+: one turn cannot do so much: 1024 is its limit \(turn.documents in content/limits.lua\)
return command "h51" {
  run = function(ctx)
    for i = 1, 2000 do
      ctx:get("player", "nobody" .. i)
    end
  end,
}
