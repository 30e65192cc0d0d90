local function bag(...)
    local things = {}
    for i, item in ipairs { ... } do
        things["t" .. i] = { id = "t" .. i, item = item }
    end
    return things
end

local function lot_of(world, seller)
    for key in pairs(world.docs) do
        local id = key:match("^lot/(.+)$")
        if id and world:get("lot", id).seller == seller.id then
            return id
        end
    end
end

return {
    ["lots are found by their deadline, and each bid moves one"] = function(world)
        local anna = world:player("Анна", { bag = bag("axe") }, "auction")
        anna:taps("sell", "t1")
        world:skip("1h")
        local olga = world:player("Ольга", { bag = bag("sword"), gold = 100 }, "auction")
        olga:taps("sell", "t1")
        local lot = lot_of(world, anna)
        assert(olga.shown.rows[1][1].text == "Топор: 10", "the first one ends first")
        assert(olga.shown.rows[1][2].text == "Меч: 10")
        olga:taps("bid", lot)
        assert(olga.doc.gold == 90 and world:get("lot", lot).gold == 10)
        world:skip("23h")
        assert(olga.doc.bag.t1.item == "axe" and anna.doc.gold == 10)
        olga:says("/start")
        assert(not pcall(olga.taps, olga, "bid", lot), "a lot that is gone is not offered")
        olga:taps("mine")
        olga:sees("auction.sale", { item = "Меч" })
    end,
    ["a turn finds what it has made and changed, and not what it has dropped"] = function(world)
        local anna = world:player("Анна", {}, "auction")
        anna:taps("withdraw")
        anna:sees("auction.left", { n = 0, m = 0 })
        anna.world.docs["lot/1"] = '{"id":"1","seller":"' .. anna.id .. '","thing":{"id":"y","item":"axe"}}'
        anna:taps("withdraw")
        anna:sees("auction.left", { n = 1, m = 1 })
        assert(world:get("lot", "1").open == false)
    end,
    ["what cannot be found by raises with its line"] = function(world)
        local p = world:player("Анна", {}, "auction")
        local function raises(choice, words)
            local ok, reason = pcall(p.taps, p, choice)
            assert(not ok and tostring(reason):find(words, 1, true), ("%s: %s"):format(choice, tostring(reason)))
        end
        raises("unindexed", "scripts/scenes/auction.lua:71: ctx:find: field bid of lot has no index: declare it")
        raises("wrong", "scripts/scenes/auction.lua:77: ctx:find: open of lot: true or false expected")
        raises("order", "scripts/scenes/auction.lua:83: ctx:find: field thing of lot has no index")
    end,
}
