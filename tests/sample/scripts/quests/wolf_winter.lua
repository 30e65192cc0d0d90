-- 5. scripts/quests/wolf_winter.lua: stages wait for events by name, so that fights and talks know nothing of quests.
return quest "wolf_winter" {
  { id = "hunt", on = { "kill", monster = "wolf" }, count = 3 },
  { id = "hides", on = { "gather", item = "wolf_hide" }, count = 5 },
  { id = "thanks", on = { "talk", who = "vasilisa" }, run = function(ctx) ctx:pay("world", ctx.player, 90, "quest") end },
}
