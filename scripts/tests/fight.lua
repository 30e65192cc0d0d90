-- Fights: every way out of them, and nothing twice.
local function fighter(world, fields)
    local ilya = world:player("Илья", fields, "forest")
    ilya:taps("deeper")
    return ilya
end

return {
    ["a blow into the guard does nothing"] = function(world)
        local ilya = fighter(world, { strength = 12 })
        world:dice(1, 15, 1)
        ilya:taps("strike", "high")
        ilya:sees("fight.parried", { taken = 0 })
        assert(ilya.vars.hp == 24)
    end,
    ["the highest die doubles"] = function(world)
        local ilya = fighter(world, { strength = 12 })
        world:dice(2, 20)
        ilya:taps("strike", "high")
        ilya:sees("fight.won", { foe = "Серый волк", gold = 7, exp = 10 })
    end,
    ["behind the shield half of it goes by"] = function(world)
        local ilya = fighter(world, {})
        world:dice(20)
        ilya:taps("guard")
        ilya:sees("fight.guarded", { taken = 2 })
        assert(ilya.doc.hp == 18)
    end,
    ["a beaten hero wakes in the hut, pays a twentieth and walks on"] = function(world)
        local ilya = fighter(world, { hp = 1, gold = 100 })
        world:dice(1, 1, 15)
        ilya:taps("strike", "high")
        ilya:sees("hut.woke", { price = 5 })
        assert(ilya.scene == "hut")
        assert(ilya.doc.hp == 10)
        assert(ilya.doc.gold == 95)
        ilya:taps("leave")
        assert(ilya.scene == "crossroads")
    end,
    ["fleeing leads to the forest, and nothing is won"] = function(world)
        local ilya = fighter(world, {})
        ilya:taps("flee")
        ilya:sees("fight.fled")
        assert(ilya.scene == "forest")
        assert(ilya.doc.gold == 0)
    end,
    ["nothing leads away from a fight"] = function(world)
        local ilya = fighter(world, {})
        ilya:says("/bag")
        ilya:sees("common.busy")
        assert(ilya.scene == "fight")
    end,
    ["health comes back with time"] = function(world)
        local ilya = fighter(world, { hp = 10 })
        world:dice(15)
        ilya:taps("guard")
        ilya:taps("flee")
        assert(ilya.doc.hp == 9)
        world:skip("10m")
        ilya:says("/profile")
        assert(ilya.shown.text:find("<b>14</b> из 20", 1, true), ilya.shown.text)
    end,
    ["two wolves make a level"] = function(world)
        local ilya = world:player("Илья", { strength = 30 }, "forest")
        for _ = 1, 2 do
            ilya:taps("deeper")
            world:dice(2, 15)
            ilya:taps("strike", "high")
        end
        ilya:sees("hero.level", { n = 2 })
        assert(ilya.doc.level == 2 and ilya.doc.exp == 0)
        world:skip("10m")
        ilya:says("/profile")
        assert(ilya.shown.text:find("<b>25</b> из 25", 1, true), ilya.shown.text)
    end,
    ["the sword is found once"] = function(world)
        local ilya = world:player("Илья", { deeds = { wolf = true } }, "oak")
        ilya:taps("take")
        assert(not pcall(ilya.taps, ilya, "take"))
        assert(rules.bags.size(ilya.doc.bag) == 1)
    end,
}
