-- A duel that waits for the other's word: his stake beside the challenger's, and both are in it.
return scene "challenge" {
  { id = "accept", when = function(ctx) return ctx.vars.duel.b == ctx.player.id end, run = function(ctx)
    local duel = ctx.vars.duel
    if not ctx:pay(ctx.player, duel, duel.stake, "duel.stake") then return ctx:note("common.poor") end
    ctx:cancel("lapse.duel", duel)
    duel.till = ctx:after("60s", "duel.round", duel)
    ctx:push(duel.a, "challenge.taken", { name = ctx.player.name }, { id = "fight", go = "duel", vars = { duel = duel } })
    ctx:go("duel", { duel = duel })
  end },
}
