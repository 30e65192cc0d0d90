-- The annals: one scene that shows the thing whose number is typed, with what the scribe has written
-- of it. For the tests of lore and the replay of the bench.
return {
    start = "page",
    home = "page",
    warm = function(ctx)
        local texts = {}
        for n = 101, 102 do
            texts[#texts + 1] = ctx:lore("thing", { id = "thing" .. n, name = rules.annals.name(n) })
        end
        return texts
    end,
}
