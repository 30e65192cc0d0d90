-- scripts/scenes/fight.lua: no message is named: after each turn the scene is drawn again and edited in place.
return scene "fight" {
  hold = true, text = function(ctx) return ctx:t("fight.text", { foe = ctx:t(content.monsters[ctx.vars.foe]) }) end,
  { id = "strike", each = { "high", "low" }, run = function(ctx, zone)
    local foe = content.monsters[ctx.vars.foe]
    local dealt = rules.combat.hit(ctx.player.strength, ctx:pick(foe.guards) == zone, ctx:roll(20))
    local taken = rules.combat.hit(foe.power, false, ctx:roll(20))
    ctx.vars.hp, ctx.player.hp = ctx.vars.hp - dealt, ctx.player.hp - taken
    ctx:note("fight.blows", { dealt = dealt, taken = taken })
    if ctx.player.hp <= 0 then return ctx:go("grave") end
    if ctx.vars.hp > 0 then return end
    ctx:emit("kill", { monster = foe.id })
    ctx:go("forest")
  end },
  { id = "flee", go = "forest" },
}
