-- The tavern: rumours, and songs about what was done.
local DAY = 86400

return {
    ["there is always a rumour, and another"] = function(world)
        local ilya = world:player("Илья", {}, "tavern")
        world:dice(5)
        ilya:taps("listen")
        ilya:sees("rumours.stone.about")
        world:dice(1)
        ilya:taps("more")
        ilya:sees("rumours.oak.about")
        ilya:taps("back")
        assert(ilya.scene == "tavern")
    end,
    ["the singer tells tomorrow what was done today, for a week"] = function(world)
        local ilya = world:player("Илья", { deeds = { wolf = true } }, "oak")
        ilya:taps("take")
        local anna = world:player("Анна", {}, "tavern")
        anna:taps("song")
        anna:sees("tavern.song.silent")
        for _ = 1, 7 do
            world:skip("24h")
            anna:taps("back")
            anna:taps("song")
            anna:sees("tavern.song.sword", { name = "Илья" })
        end
        world:skip("24h")
        anna:taps("back")
        anna:taps("song")
        anna:sees("tavern.song.silent")
    end,
    ["what nobody sings of any more is not kept"] = function(world)
        local ilya = world:player("Илья", { deeds = { wolf = true } }, "oak")
        ilya:taps("take")
        local page = ("%d"):format(world.now // DAY)
        world:skip("8d")
        assert(#world:get("chronicle", page).deeds == 1)
        world:skip("2d")
        assert(world:get("chronicle", page) == nil)
    end,
    ["a day has a few deeds, however many heroes there are"] = function(world)
        for i = 1, 6 do
            world:player("Герой" .. i, { deeds = { wolf = true } }, "oak"):taps("take")
        end
        assert(#world:get("chronicle", ("%d"):format(world.now // DAY)).deeds == 4)
    end,
    ["who is forgotten is sung no more"] = function(world)
        local ilya = world:player("Илья", { deeds = { wolf = true } }, "oak")
        ilya:taps("take")
        local anna = world:player("Анна", { deeds = { wolf = true } }, "oak")
        anna:taps("take")
        world:skip("24h")
        world:play { type = "act", act = "erase", player = ilya.id, by = anna.id }
        local olga = world:player("Ольга", {}, "tavern")
        olga:taps("song")
        olga:sees("tavern.song.sword", { name = "Анна" })
        olga:misses("tavern.song.sword", { name = "Илья" })
    end,
    ["a text that is written takes the place of the words that were there"] = function(world)
        local sword, pie = content.items.sword, content.items.pie
        world:lore("item", { id = "sword", slot = "hand", power = 5, armour = 0, heals = 0, rare = true, about = "" }, {
            text = "Меч спит и видит сны о ножнах.",
        })
        assert(sword.about == "items.sword.about" and pie.about == "items.pie.about")
        local ilya = world:player("Илья", { bag = { a = { id = "a", item = "sword" } } }, "bag")
        ilya:taps("look", "a")
        assert(ilya.shown.text:find("Меч спит и видит сны о ножнах.", 1, true), ilya.shown.text)
        ilya:misses("items.sword.about")
    end,
    ["a song says whom it is about, for the day when one of them is to be forgotten"] = function(world)
        world:lore("room", { place = "tavern", hour = "day", weather = "rain", look = "" })
        local ilya = world:player("Илья", { deeds = { wolf = true } }, "oak")
        ilya:taps("take")
        world:skip("24h")
        world:player("Анна", {}, "tavern"):taps("song")
        local want = world.wants[#world.wants]
        assert(want.kind == "chronicle" and want.facts:find(('"_players":["%s"]'):format(ilya.id), 1, true), want.facts)
        assert(not want.facts:find('"who"', 1, true))
    end,
    ["nobody waits at the stone for a text: it looks as it always did until then"] = function(world)
        world:lore("room", { place = "crossroads", hour = "day", weather = "rain", look = "" })
        local ilya = world:player("Илья", {}, "crossroads")
        ilya:sees("crossroads.day")
        assert(#world.wants == 1 and world.wants[1].kind == "room")
    end,
}
