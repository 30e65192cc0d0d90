return {
    ["a board tells the first ten and the neighbours"] = function(world)
        for i = 1, 15 do
            world:player("Герой" .. i, { gold = 100 - i }, "crossroads")
        end
        local last = world:player("Последний", {}, "top")
        last:sees("board.row", { place = 1, name = "Герой1", n = 99 })
        last:sees("board.row", { place = 10, name = "Герой10", n = 90 })
        last:sees("board.row", { place = 14, name = "Герой14", n = 86 })
        last:sees("board.row", { place = 16, name = "Последний", n = 0, form = "own" })
        last:misses("board.row", { place = 13, name = "Герой13", n = 87 })
        for _ = 1, 9 do
            last:taps("gain")
        end
        last:sees("board.row", { place = 11, name = "Последний", n = 90, form = "own" })
        last:taps("gain")
        last:sees("board.row", { place = 1, name = "Последний", n = 100, form = "own" })
        assert(not last.shown.text:find("…", 1, true), last.shown.text)
    end,
    ["of equals the first to get there leads"] = function(world)
        local anna = world:player("Анна", {}, "top")
        local boris = world:player("Борис", {}, "top")
        boris:taps("gain")
        anna:taps("gain")
        anna:sees("board.row", { place = 1, name = "Борис", n = 10 })
        anna:sees("board.row", { place = 2, name = "Анна", n = 10, form = "own" })
    end,
    ["a field that is no board raises with its line"] = function(world)
        local p = world:player("Анна", {}, "top")
        local ok, reason = pcall(p.taps, p, "wrong")
        local words = "scripts/scenes/top.lua:3: ctx:board: field strength of a player is no board"
        assert(not ok and reason:find(words, 1, true), reason)
    end,
    ["who has no name stands nowhere"] = function(world)
        local p = world:newcomer("X", "ru")
        p:says("/start")
        local q = world:player("Анна", {}, "top")
        q:sees("board.row", { place = 1, name = "Анна", n = 0, form = "own" })
        assert(not q.shown.text:find("2.", 1, true), q.shown.text)
    end,
}
