-- Whoever comes says what he wants to be called, whatever it is, and asks for a song about himself.
return scene "hall" {
    input = {
        type = "text",
        max = 4000,
        run = function(ctx, words)
            ctx.player.title = words
            ctx:note "hall.heard"
        end,
    },
    { id = "song", go = "song" },
    { id = "sword", go = "sword" },
}
