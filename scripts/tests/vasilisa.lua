-- The first quest.
return {
    ["three wolves, a talk and ninety coins"] = function(world)
        local ilya = world:player("Илья", { strength = 30, gold = 0 }, "yard")
        ilya:taps("vasilisa")
        ilya:taps("ask")
        ilya:taps("help")
        ilya:sees("vasilisa.agreed")
        ilya:says("/journal")
        ilya:sees("quests.wolf_winter.hunt", { n = 0, of = 3 })
        ilya:taps("back")
        ilya:taps("back")
        ilya:taps("back")
        ilya:taps("forest")
        for _ = 1, 3 do
            ilya:taps("deeper")
            world:dice(2, 15)
            ilya:taps("strike", "high")
        end
        assert(ilya.doc.gold == 21)
        ilya:taps("back")
        ilya:taps("yard")
        ilya:taps("vasilisa")
        ilya:sees("vasilisa.paid", { n = 90 })
        ilya:sees("vasilisa.thanks")
        assert(ilya.doc.gold == 111)
    end,
    ["an empty journal says so"] = function(world)
        local ilya = world:player("Илья", {})
        ilya:says("/journal")
        ilya:sees("journal.empty")
    end,
}
