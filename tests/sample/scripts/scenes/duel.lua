-- 8. scripts/scenes/duel.lua: one live document for both, which holds the stake; a move is secret as no text shows it.
return scene "duel" {
  hold = true, text = function(ctx) return ctx:t(ctx.vars.duel.moves[ctx.player.id] and "duel.wait" or "duel.choose") end,
  { id = "move", each = { "sword", "axe", "spear" },
    when = function(ctx) return not ctx.vars.duel.moves[ctx.player.id] end,
    run = function(ctx, weapon)
      local duel = ctx.vars.duel
      duel.moves[ctx.player.id] = weapon
      if duel.moves[duel.a] and duel.moves[duel.b] then ctx:after(0, "duel.round", duel) end
    end },
}
