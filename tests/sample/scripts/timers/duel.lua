-- scripts/timers/duel.lua: due in a minute, or at once when both have chosen: a round ends in one place, in one turn.
return timer "duel.round" { run = function(ctx, duel)
  duel.hits, duel.moves = rules.duels.hits(duel), {}
  local winner = rules.duels.winner(duel)
  if not winner then duel.till = ctx:after("60s", "duel.round", duel) return end
  ctx:pay(duel, ctx:get("player", winner), duel.gold, "duel.won")
  for _, id in ipairs { duel.a, duel.b } do ctx:push(id, id == winner and "duel.won" or "duel.lost") end
  ctx:drop(duel)
end }
