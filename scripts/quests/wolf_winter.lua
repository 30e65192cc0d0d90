-- Stages wait for events by name, so that fights and talks know nothing of quests.
local chronicle = require "chronicle"

return quest "wolf_winter" {
    { id = "hunt", on = { "kill", monster = "wolf" }, count = 3 },
    {
        id = "thanks",
        on = { "talk", who = "vasilisa" },
        run = function(ctx)
            ctx:pay("world", ctx.player, 90, "quest")
            ctx:note("vasilisa.paid", { n = 90 })
            chronicle.note(ctx, "winter")
        end,
    },
}
