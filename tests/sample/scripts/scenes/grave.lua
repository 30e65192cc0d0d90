-- The end of a fight that was lost, and of nothing else.
return scene "grave" {
  hold = true,
  { id = "rise", go = "crossroads", run = function(ctx) ctx.player.hp = 20 end },
}
