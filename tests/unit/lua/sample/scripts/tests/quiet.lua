-- Quiet hours: what is pushed waits until they end, in order, and is kept with the turns.
local NIGHT = { from = 22, to = 8 }

-- How many of these words have reached a player since he last acted.
local function count(p, part)
    local found = 0
    for _, said in ipairs(p.heard) do
        if said:find(part, 1, true) then
            found = found + 1
        end
    end
    return found
end

return {
    ["what is pushed at night arrives in the morning, in order"] = function(world)
        local ilya = world:player("Илья", { gold = 50 })
        local olga = world:player("Ольга", { quiet = NIGHT }) -- it is 8 o'clock
        ilya:says("/give Ольга 1")
        olga:sees("commands.give.got", { n = 1, from = "Илья" })
        world:skip("15h") -- 23
        olga.heard = {}
        for n = 2, 4 do
            ilya:says("/give Ольга " .. n)
        end
        assert(count(olga, "Илья") == 0)
        assert(olga.doc.gold == 10, "the gold is hers at once")
        world:skip("8h") -- 7
        assert(count(olga, "Илья") == 0)
        world:skip("1h")
        assert(count(olga, "Илья") == 3)
        for i = 1, 3 do
            assert(olga.heard[#olga.heard - 3 + i]:find(tostring(i + 1), 1, true), "in the order of pushing")
        end
        assert(world:get("_quiet", olga.id) == nil)
        world:skip("3h")
        ilya:says("/give Ольга 5")
        olga:sees("commands.give.got", { n = 5, from = "Илья" })
    end,
    ["the hours are those of the player's own zone"] = function(world)
        local ilya = world:player("Илья", { gold = 50 })
        local olga = world:player("Ольга", { quiet = NIGHT, zone = "Asia/Vladivostok" }) -- 18 o'clock there
        world:skip("5h")
        olga.heard = {}
        ilya:says("/give Ольга 1")
        assert(count(olga, "Илья") == 0)
        world:skip("9h")
        assert(count(olga, "Илья") == 1)
    end,
    ["what answers him does not wait"] = function(world)
        local ilya = world:player("Илья", { gold = 50, quiet = NIGHT })
        world:skip("15h")
        ilya:says("/give Илья 1")
        ilya:sees("commands.give.got", { n = 1, from = "Илья" })
    end,
    ["a timer of his own does"] = function(world)
        local ilya = world:player("Илья", { strength = 5, quiet = NIGHT }, "yard")
        world:skip("8h")
        ilya:taps("train") -- till midnight
        world:skip("10h")
        assert(ilya.doc.strength == 13)
        ilya:misses("yard.done", { n = 8 })
        world:skip("6h")
        ilya:sees("yard.done", { n = 8 })
    end,
    ["who sets other hours is told at once what waited"] = function(world)
        local ilya = world:player("Илья", { gold = 50 })
        local olga = world:player("Ольга", { quiet = NIGHT }, "yard")
        world:skip("15h")
        ilya:says("/give Ольга 1")
        olga:taps("wake")
        world:skip(0)
        olga:sees("commands.give.got", { n = 1, from = "Илья" })
    end,
    ["summer time moves the end"] = function(world)
        local ilya = world:player("Илья", { gold = 50 })
        local hanna = world:player("Ханна", { quiet = { from = 22, to = 8 }, zone = "Europe/Berlin" })
        world:skip(82 * 86400 + 14 * 3600) -- 28 March 2026, 22:00 UTC: 23:00 there, the night it begins
        hanna.heard = {}
        ilya:says("/give Ханна 1")
        world:skip(8 * 3600 - 1) -- 8 o'clock is 06:00 UTC now
        assert(count(hanna, "Илья") == 0)
        world:skip(1)
        assert(count(hanna, "Илья") == 1)
    end,
    ["a flood of pushes in one night is bounded"] = function(world)
        local ilya = world:player("Илья", { gold = 500 })
        local olga = world:player("Ольга", { quiet = NIGHT })
        world:skip("15h")
        olga.heard = {}
        for _ = 1, 60 do
            ilya:says("/give Ольга 1")
        end
        world:skip("10h")
        assert(count(olga, "Илья") == 50)
        assert(olga.doc.gold == 60)
    end,
    ["hours that are none are refused"] = function(world)
        local ilya = world:player("Илья", {}, "yard")
        local ok, reason = pcall(ilya.taps, ilya, "late")
        assert(not ok and tostring(reason):find("quiet of", 1, true), reason)
    end,
}
