-- Entries of any kind of id: numbers, words with spaces, tabs and ends of lines.
return scene "picks" {
    {
        id = "pick",
        each = { 1, 2.5, "1", "two words", "a\tb\nc", "\\0a" },
        label = function(ctx, it)
            return ctx:t("picks.word", { it = it })
        end,
        run = function(ctx, it)
            ctx:note("picks.got", { it = it })
        end,
    },
}
