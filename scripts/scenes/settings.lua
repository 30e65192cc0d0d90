-- The language is a field of the player like any other.
return scene "settings" {
    image = "book.png",
    {
        id = "lang",
        each = { "ru", "en" },
        when = function(ctx, lang)
            return ctx.player.lang ~= lang
        end,
        run = function(ctx, lang)
            ctx.player.lang = lang
        end,
    },
}
