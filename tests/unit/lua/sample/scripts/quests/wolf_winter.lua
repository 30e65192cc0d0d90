return quest "wolf_winter" {
    { id = "hunt", on = { "kill", monster = "wolf" }, count = 2 },
    {
        id = "thanks",
        run = function(ctx)
            ctx:pay("world", ctx.player, 90, "quest")
        end,
    },
}
