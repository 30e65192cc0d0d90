-- Quiet hours and the zone, as a player sets them.
return {
    ["news waits for the end of the quiet hours that a player has set"] = function(world)
        local ilya = world:player("Илья", { strength = 5 }, "settings")
        ilya:taps("quiet", "evening")
        ilya:taps("zone")
        ilya:taps("pick", "moscow") -- it is 11 o'clock there
        assert(ilya.doc.zone == "Europe/Moscow" and ilya.doc.quiet.from == 22 and ilya.doc.quiet.to == 8)
        ilya:taps("back")
        ilya:taps("back")
        world:skip("9h")
        ilya:says("/start")
        ilya:taps("yard")
        ilya:taps("train") -- from 20 to 4 o'clock
        world:skip("8h")
        ilya:misses("yard.done", { n = 8 })
        world:skip("4h")
        ilya:sees("yard.done", { n = 8 })
    end,
    ["no quiet hours any more"] = function(world)
        local ilya = world:player("Илья", { quiet = { from = 0, to = 9 } }, "settings")
        ilya:taps("quiet", "off")
        assert(ilya.doc.quiet == nil)
    end,
}
