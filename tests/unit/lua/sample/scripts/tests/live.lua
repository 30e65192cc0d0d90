local function data(player, words)
    for _, row in ipairs(player.shown.rows) do
        for _, button in ipairs(row) do
            if button.text == words then
                return button.data
            end
        end
    end
    error("no button " .. words .. " for " .. player.name)
end

local function a_lot(world)
    for key in pairs(world.docs) do
        if key:find("^lot/") then
            return key:sub(5)
        end
    end
end

-- A tap on a button that he still sees, though it has been drawn again since.
local function taps_old(world, player, pressed)
    player.heard = {}
    world:play { type = "tap", data = pressed, player = player.id, chat = tonumber(player.id), private = true }
end

return {
    ["a price moves under all eyes, and nobody pays one he did not see"] = function(world)
        local anna = world:player("Анна", { gold = 100 }, "forge")
        local boris = world:player("Борис", { gold = 100 }, "forge")
        local ivan = world:player("Иван", {}, "yard")
        local old_axe, old_sword = data(boris, "Топор за 10"), data(boris, "Меч за 10")
        ivan.heard = {}
        anna:taps("buy", "axe")
        assert(data(boris, "Топор за 15") ~= old_axe)
        assert(#ivan.heard == 0, "he looks at something else")
        taps_old(world, boris, old_axe)
        boris:sees("common.changed")
        assert(boris.doc.gold == 100 and next(boris.doc.bag) == nil)
        taps_old(world, boris, old_sword)
        assert(boris.doc.gold == 90, "the sword costs what he saw")
        boris:taps("buy", "axe")
        assert(boris.doc.gold == 75)
        assert(data(anna, "Топор за 20"))
    end,
    ["a live document is shown to both, and when it is gone they are led back"] = function(world)
        local anna = world:player("Анна", {}, "duel.gate")
        local boris = world:player("Борис", {}, "yard")
        world:play {
            type = "act",
            act = "move",
            scene = "duel.gate",
            vars = { other = boris.id },
            player = anna.id,
            by = anna.id,
        }
        anna:taps("call", boris.id)
        boris:taps("come")
        local chosen = data(anna, "Топор")
        boris:taps("move", "sword")
        taps_old(world, anna, chosen)
        anna:sees("duel.wait")
        world:skip(0)
        boris:sees("duel.hits", { n = 1 })
        anna:sees("duel.hits", { n = 1 })
        anna:taps("move", "axe")
        boris:taps("move", "axe")
        world:skip(0)
        assert(anna.scene == "duel.gate" and boris.scene == "yard", anna.scene)
        boris:sees("yard.text")
    end,
    ["who looks at the auction sees lots come and go"] = function(world)
        local bag = { t1 = { id = "t1", item = "axe" } }
        local anna = world:player("Анна", { bag = bag }, "auction")
        local boris = world:player("Борис", { gold = 50 }, "auction")
        anna:taps("sell", "t1")
        local old = data(boris, "Топор: 10")
        local olga = world:player("Ольга", { gold = 50 }, "auction")
        olga:taps("bid", a_lot(world))
        assert(data(boris, "Топор: 20") and data(anna, "Топор: 20"))
        taps_old(world, boris, old)
        boris:sees("common.changed")
        assert(boris.doc.gold == 50)
        world:skip("24h")
        assert(not pcall(data, boris, "Топор: 20"), "it is sold and gone")
    end,
    ["a post of a group is drawn again, too, and its old prices are refused"] = function(world)
        local anna = world:player("Анна", { gold = 100 }, "yard")
        local boris = world:player("Борис", { gold = 100 }, "yard")
        local ivan = world:player("Иван", { gold = 100 }, "forge")
        anna:says("я тут", true)
        boris:says("/stall", true)
        local function button()
            return select(2, next(world.groups[true].posts)).rows[1][1]
        end
        local old = button()
        assert(old.text == "Топор за 10")
        ivan:taps("buy", "axe")
        assert(button().text == "Топор за 15")
        anna:presses(old.data, true)
        anna:sees("common.changed")
        assert(anna.doc.gold == 100)
        anna:presses(button().data, true)
        assert(anna.doc.gold == 85)
        assert(data(ivan, "Топор за 20"))
    end,
    ["who was erased is not drawn again"] = function(world)
        local anna = world:player("Анна", { gold = 100 }, "forge")
        local boris = world:player("Борис", { gold = 100 }, "forge")
        world:play { type = "act", act = "erase", player = boris.id, by = anna.id }
        local shown = boris.shown
        boris.heard = {}
        anna:taps("buy", "axe")
        assert(#boris.heard == 0 and boris.shown == shown, table.concat(boris.heard, "\n"))
    end,
}
