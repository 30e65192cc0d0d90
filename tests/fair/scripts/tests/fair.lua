-- Each thing that can be done at the fair, once.
local function pair(world)
    local anna, boris = world:newcomer "Анна", world:newcomer "Борис"
    for _, one in ipairs { anna, boris } do
        one:says "/start"
        one:taps "enter"
    end
    anna:says "/start"
    return anna, boris
end

local function swords(p)
    return rules.fair.count(p.doc.swords)
end

return {
    ["a newcomer gets gold and swords once"] = function(world)
        local anna = pair(world)
        assert(anna.doc.gold == 100 and swords(anna) == 3)
        anna:says "/start"
        assert(anna.doc.gold == 100 and swords(anna) == 3)
    end,
    ["words are heard in order"] = function(world)
        local anna = pair(world)
        anna:says "1"
        anna:says "2"
        anna:sees("square.heard", { n = 2 })
        assert(anna.doc.count == 2 and anna.doc.last == 2 and anna.doc.trail == "1 2 ")
    end,
    ["training pays for the time trained"] = function(world)
        local anna = pair(world)
        anna:taps "train"
        world:skip "20s"
        anna:taps "stop"
        assert(anna.doc.gold == 120 and anna.doc.trained == 20)
        anna:taps "train"
        world:skip "5m"
        assert(anna.doc.gold == 180 and anna.doc.trained == 80 and not anna.doc.training)
    end,
    ["one of a row stands guard"] = function(world)
        local anna, boris = pair(world)
        boris:says "/start"
        anna:taps "guard"
        boris:taps "guard"
        boris:sees("square.guarded", { id = anna.doc.id })
        assert(anna.doc.guard and not boris.doc.guard)
        anna:taps "rest"
        boris:taps "guard"
        assert(boris.doc.guard and not anna.doc.guard)
    end,
    ["a gift"] = function(world)
        local anna, boris = pair(world)
        anna:taps("gift", boris.doc.id)
        assert(anna.doc.gold == 93 and boris.doc.gold == 107)
        assert(boris.doc.thanks == 1 and anna.doc.thanks == 0)
        anna:taps("gift", boris.doc.id)
        assert(boris.doc.thanks == 2)
    end,
    ["a trade swaps what lies in it"] = function(world)
        local anna, boris = pair(world)
        anna:taps("trade", boris.doc.id)
        anna:taps "pay"
        boris:taps "come"
        assert(boris.scene == "trade")
        boris:taps("put", next(boris.doc.swords))
        boris:taps "agree"
        anna:says "7"
        anna:taps "agree"
        assert(anna.doc.gold == 90 and boris.doc.gold == 110)
        assert(swords(anna) == 4 and swords(boris) == 2)
        assert(anna.scene == "square")
    end,
    ["a trade ends by itself"] = function(world)
        local anna, boris = pair(world)
        anna:taps("trade", boris.doc.id)
        anna:taps "pay"
        anna:taps("put", next(anna.doc.swords))
        world:skip "3m"
        assert(anna.doc.gold == 100 and swords(anna) == 3)
    end,
    ["a tap on a trade that the other has ended"] = function(world)
        local anna, boris = pair(world)
        anna:taps("trade", boris.doc.id)
        boris:taps "come"
        anna:taps "cancel"
        boris:taps("put", next(boris.doc.swords))
        assert(swords(boris) == 3 and boris.scene == "square")
        boris:sees "common.old_button"
    end,
    ["what is left on the screen of a trade that has ended does nothing"] = function(world)
        local anna, boris = pair(world)
        anna:taps("trade", boris.doc.id)
        boris:taps "come"
        world:skip "3m"
        anna:taps "pay"
        anna:sees "common.old_button"
        assert(anna.scene == "square" and anna.doc.gold == 100 and anna.doc.acts == 2)
        boris:says "5"
        assert(boris.scene == "square" and boris.doc.last == 5)
    end,
    ["a duel is won"] = function(world)
        local anna, boris = pair(world)
        anna:taps("duel", boris.doc.id)
        boris:taps "come"
        boris:taps "join"
        boris:taps("move", "sword")
        anna:says "1"
        anna:taps("move", "axe")
        world:skip "1s"
        assert(boris.doc.gold == 105 and anna.doc.gold == 95)
        assert(boris.doc.wins == 1 and anna.doc.losses == 1)
    end,
    ["a duel that nobody joins gives the stake back"] = function(world)
        local anna, boris = pair(world)
        anna:taps("duel", boris.doc.id)
        assert(anna.doc.gold == 95)
        world:skip "2m"
        assert(anna.doc.gold == 100 and anna.doc.draws == 0)
    end,
    ["a sword is sold and bought"] = function(world)
        local anna, boris = pair(world)
        local sword = next(anna.doc.swords)
        anna:taps "market"
        anna:taps("sell", sword)
        boris:taps "market"
        boris:taps("buy", sword)
        assert(anna.doc.gold == 112 and boris.doc.gold == 88)
        assert(swords(anna) == 2 and boris.doc.swords[sword])
    end,
}
