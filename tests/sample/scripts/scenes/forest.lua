-- Wolves, and what is left of them.
return scene "forest" {
  { id = "hunt", go = "fight", vars = function() return { foe = "wolf", hp = content.monsters.wolf.hp } end },
  { id = "gather", run = function(ctx)
    local thing = { id = ctx:id(), item = "wolf_hide" }
    ctx.player.bag[thing.id] = thing
    ctx:emit("gather", { item = "wolf_hide" })
    ctx:note("forest.hide")
  end },
  { id = "spare", when = function(ctx) return not ctx.player.deeds.spared_wolf end,
    run = function(ctx) ctx.player.deeds.spared_wolf = true end },
}
