-- A card of words, for those who play.
return command "purse" {
  where = "inline",
  run = function(ctx) ctx:note("toast.purse", { name = ctx.player.name, gold = ctx.player.gold }) end,
}
