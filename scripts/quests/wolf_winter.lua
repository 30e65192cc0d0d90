-- Stages wait for events by name, so that fights and talks know nothing of quests.
local chronicle = require "chronicle"

return quest "wolf_winter" {
    { id = "hunt", on = { "kill", monster = "wolf" }, count = content.quests.wolf_winter.count },
    {
        id = "thanks",
        on = { "talk", who = "vasilisa" },
        run = function(ctx)
            local gold = content.quests.wolf_winter.gold
            ctx:pay("world", ctx.player, gold, "quest")
            ctx:note("vasilisa.paid", { n = gold })
            chronicle.note(ctx, "winter")
        end,
    },
}
