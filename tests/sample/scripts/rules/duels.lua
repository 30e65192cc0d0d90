-- A round: sword beats axe, axe beats spear, spear beats sword; who did not choose in time is hit. Two
-- hits win.
local BEATS = { sword = "axe", axe = "spear", spear = "sword" }
local WINS = 2

local function hits(duel)
  local a, b = duel.moves[duel.a], duel.moves[duel.b]
  local count = { [duel.a] = duel.hits[duel.a] or 0, [duel.b] = duel.hits[duel.b] or 0 }
  if a and (not b or BEATS[a] == b) then count[duel.a] = count[duel.a] + 1
  elseif a ~= b or not a then count[duel.b] = count[duel.b] + 1 end
  return count
end

return { hits = hits, winner = function(duel)
  for _, id in ipairs { duel.a, duel.b } do
    if (duel.hits[id] or 0) >= WINS then return id end
  end
end }
