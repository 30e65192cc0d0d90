-- 1. scripts/scenes/crossroads.lua: a place is fields and choices, as data: to be listed, drawn, walked at random.
return scene "crossroads" {
  image = "crossroads.png", enter = function(ctx) ctx:emit("visit", { place = "crossroads" }) end,
  text = function(ctx) return rules.sky.is_night(ctx.now) and ctx:t("crossroads.night") or ctx:t("crossroads.day") end,
  { id = "read", run = function(ctx) ctx:note("crossroads.stone") end }, { id = "yard", go = "yard" },
  { id = "forest", go = "forest", when = function(ctx) return ctx.player.level >= 2 or ctx.player.deeds.spared_wolf end },
}
