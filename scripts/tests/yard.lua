-- Training pays for the time trained, exactly and once.
return {
    ["eight hours give eight points and a push"] = function(world)
        local ilya = world:player("Илья", { strength = 5 }, "yard")
        ilya:taps("train")
        world:skip("8h")
        ilya:sees("yard.done", { n = 8 })
        assert(ilya.doc.strength == 13)
        assert(ilya.doc.training == nil)
    end,
    ["stopping early pays for the full hours"] = function(world)
        local ilya = world:player("Илья", { strength = 5 }, "yard")
        ilya:taps("train")
        world:skip(3 * 3600 - 1)
        ilya:taps("stop")
        ilya:sees("yard.done", { n = 2 })
        assert(ilya.doc.strength == 7)
        world:skip("1d")
        assert(ilya.doc.strength == 7)
    end,
    ["a change of summer time neither gives nor takes an hour"] = function(world)
        local hanna = world:player("Ханна", { strength = 5, zone = "Europe/Berlin" }, "yard")
        world:skip("82d")
        world:skip("14h") -- 28 March 2026, 22:00 UTC: at 01:00 UTC the clocks of Berlin go forward
        hanna:taps("train")
        world:skip(8 * 3600 - 1)
        assert(hanna.doc.strength == 5)
        world:skip("1s")
        assert(hanna.doc.strength == 13)
        world:skip("209d")
        world:skip("16h") -- 24 October, 22:00 UTC: and back again
        hanna:taps("train")
        world:skip("3h")
        hanna:taps("stop")
        assert(hanna.doc.strength == 16)
    end,
    ["one training at a time"] = function(world)
        local ilya = world:player("Илья", {}, "yard")
        ilya:taps("train")
        assert(not pcall(ilya.taps, ilya, "train"))
    end,
    ["training goes on while the hero walks"] = function(world)
        local ilya = world:player("Илья", { strength = 4 }, "yard")
        ilya:taps("train")
        ilya:taps("back")
        assert(ilya.scene == "crossroads")
        world:skip("9h")
        ilya:sees("yard.done", { n = 8 })
        assert(ilya.doc.strength == 12)
    end,
}
