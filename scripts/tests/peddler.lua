-- Gold comes from wolves and goes for pies: no coin is made or lost on the way.
local function hide(id)
    return { id = id, item = "wolf_hide" }
end

return {
    ["a hide is sold for half its price, once"] = function(world)
        local ilya = world:player("Илья", { bag = { a = hide("a"), b = hide("b") } }, "peddler")
        ilya:taps("sell", "a")
        ilya:sees("peddler.sold", { item = "Волчья шкура", price = 4 })
        assert(ilya.doc.gold == 4 and not ilya.doc.bag.a and ilya.doc.bag.b)
        assert(not pcall(ilya.taps, ilya, "sell", "a"))
    end,
    ["without coins there is no pie"] = function(world)
        local ilya = world:player("Илья", { gold = 4 }, "peddler")
        ilya:taps("buy", "pie")
        ilya:sees("common.poor")
        assert(ilya.doc.gold == 4 and rules.bags.size(ilya.doc.bag) == 0)
    end,
    ["a pie is eaten once and heals no more than was missing"] = function(world)
        local ilya = world:player("Илья", { gold = 5, hp = 13 }, "peddler")
        ilya:taps("buy", "pie")
        assert(ilya.doc.gold == 0)
        local pie = rules.bags.sorted(ilya.doc.bag)[1]
        ilya:says("/bag")
        ilya:taps("look", pie)
        ilya:taps("eat")
        ilya:sees("bag.eaten", { n = 7 })
        assert(ilya.doc.hp == 20 and rules.bags.size(ilya.doc.bag) == 0)
        assert(ilya.scene == "bag")
    end,
    ["who is whole does not eat"] = function(world)
        local ilya = world:player("Илья", { bag = { a = { id = "a", item = "pie" } } }, "bag")
        ilya:taps("look", "a")
        assert(not pcall(ilya.taps, ilya, "eat"))
    end,
    ["a cap that is worn softens blows and is not for sale"] = function(world)
        local ilya = world:player("Илья", { bag = { a = { id = "a", item = "cap" } } }, "bag")
        ilya:taps("look", "a")
        ilya:taps("equip")
        assert(ilya.doc.worn.head == "a")
        ilya:says("/start")
        ilya:taps("back")
        ilya:taps("peddler")
        assert(not pcall(ilya.taps, ilya, "sell", "a"))
        ilya:taps("back")
        ilya:taps("forest")
        ilya:taps("deeper")
        world:dice(1, 15, 15)
        ilya:taps("strike", "high")
        assert(ilya.doc.hp == 19, "two, less one for the cap")
    end,
}
