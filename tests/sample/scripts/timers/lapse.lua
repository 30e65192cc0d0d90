-- Nobody came: the stake goes back.
return timer "lapse.duel" { run = function(ctx, duel)
  ctx:pay(duel, ctx:get("player", duel.a), duel.gold, "duel.lapsed")
  ctx:push(duel.a, "challenge.lapsed")
  ctx:drop(duel)
end }
