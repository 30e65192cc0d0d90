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
