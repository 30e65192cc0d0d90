-- 7. scripts/rules/combat.lua: plain numbers in, plain numbers out: tested without a player, balanced by simulation.
return { hit = function(power, guarded, die)
  if guarded or die == 1 then return 0 end
  return die == 20 and power * 2 or power
end }
