-- 18. scripts/tests/training.lua: a test speaks as a player does: taps, time, what is seen.
return { ["eight hours give eight points and a push"] = function(world)
  local ilya = world:player("Илья", { strength = 5 }, "yard")
  ilya:taps("train")
  world:skip("8h")
  ilya:sees("yard.done", { n = 8 })
  assert(ilya.doc.strength == 13)
end }
