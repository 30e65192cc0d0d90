-- 4. scripts/scenes/vasilisa.lua: a talk is a few small scenes in one file; what she remembers is in the document.
return scene "vasilisa" {
  enter = function(ctx)
    ctx.player.met.vasilisa = (ctx.player.met.vasilisa or 0) + 1
    ctx:emit("talk", { who = "vasilisa" })
  end,
  text = function(ctx)
    if ctx.player.deeds.lied_to_vasilisa then return ctx:t("vasilisa.cold") end
    return ctx:t("vasilisa.hello", { n = ctx.player.met.vasilisa })
  end,
  { id = "ask", go = "vasilisa.plea", when = function(ctx) return not ctx:stage("wolf_winter") end },
}, scene "vasilisa.plea" {
  hold = true,
  { id = "help", go = "back", run = function(ctx) ctx:advance("wolf_winter", "hunt") end },
  { id = "lie", go = "back", run = function(ctx) ctx.player.deeds.lied_to_vasilisa = true end },
}
