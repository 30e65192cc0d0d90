-- The bell that a player has asked for.
return timer "hall.bell" { run = function(ctx, player)
  ctx:push(player.id, "hall.rang")
end }
