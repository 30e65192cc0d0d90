-- Texts of the AI: what is shown while they are written, and what becomes of it.
local AXE, SWORD = { id = "axe", power = 4 }, { id = "sword", power = 7 }
local WORDS = "Топор помнит три войны & одну <свадьбу>."

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

local function presses(world, player, pressed)
    player.heard = {}
    world:play { type = "tap", data = pressed, player = player.id, chat = tonumber(player.id), private = true }
end

local function wants(world, entity)
    local found = 0
    for _, want in ipairs(world.wants) do
        found = found + (want.entity == entity and 1 or 0)
    end
    return found
end

local function count(world, prefix)
    local found = 0
    for key in pairs(world.docs) do
        found = found + (key:sub(1, #prefix) == prefix and 1 or 0)
    end
    return found
end

return {
    ["without AI it is the template, and nothing is wanted or read"] = function(world)
        local p = world:player("Илья", {}, "scribe")
        p:sees("bag.lore", { power = 4 })
        assert(#world.wants == 0)
    end,
    ["a text is waited for, wanted once, and completes the screen"] = function(world)
        world:lore("item", SWORD)
        local p = world:player("Илья", {}, "scribe")
        p:sees "bag.waiting"
        assert(#world.wants == 2 and world.wants[1].kind == "item" and world.wants[1].entity == "axe")
        assert(world.wants[1].finder == p.id and world.wants[1].lang == "ru" and world.wants[2].kind == "wind")
        assert(world.wants[1].facts == '{"id":"axe","power":4}')
        p.heard = {}
        world:lore("item", AXE, { text = WORDS })
        p:reads(WORDS)
        p:misses "bag.waiting"
        local olga = world:player("Olga", { lang = "en" }, "scribe")
        olga:reads(WORDS)
    end,
    ["a text that is there already is served without waiting"] = function(world)
        world:lore("item", AXE, { text = WORDS })
        local p = world:player("Илья", {}, "scribe")
        p:reads(WORDS)
        assert(#world.wants == 0, "nothing else is wanted: AI is off")
        p:taps "hear"
        p:sees("bag.lore", { power = 7 })
    end,
    ["who has gone on is left alone"] = function(world)
        world:lore("item", SWORD)
        local p = world:player("Илья", {}, "scribe")
        p:taps "back"
        p.heard = {}
        world:lore("item", AXE, { text = WORDS })
        assert(#p.heard == 0, "his screen is another one by now")
    end,
    ["what is given up is the template, and is tried again later"] = function(world)
        world:lore("item", SWORD)
        local p = world:player("Илья", {}, "scribe")
        p.heard = {}
        world:lore("item", AXE, false)
        p:sees("bag.lore", { power = 4 })
        assert(wants(world, "axe") == 1)
        p:says "/start"
        p:sees("bag.lore", { power = 4 })
        assert(wants(world, "axe") == 1, "not before the time has come")
        world:skip "25h"
        p:says "/start"
        p:sees("bag.lore", { power = 4 })
        assert(wants(world, "axe") == 2)
        p.heard = {}
        world:lore("item", AXE, { text = WORDS })
        p:reads(WORDS)
    end,
    ["a text that comes makes no tap refused, whatever else has changed unseen"] = function(world)
        world:lore("item", SWORD)
        local anna = world:player("Анна", {}, "scribe")
        local boris = world:player("Борис", {}, "scribe")
        local old = data(anna, "Купить")
        boris:taps "quietly"
        world:lore("item", AXE, { text = WORDS })
        world:lore("wind", { id = "north" }, { name = "Полуночник" })
        presses(world, anna, old)
        anna:misses "common.changed"
        anna:sees("scribe.text", { n = 1 })
        boris:taps "buy"
        presses(world, anna, old)
        anna:sees "common.old_button"
    end,
    ["a price that moved is refused though a text has come, too"] = function(world)
        world:lore("item", SWORD)
        local anna = world:player("Анна", {}, "scribe")
        local boris = world:player("Борис", {}, "scribe")
        local old = data(anna, "Купить")
        boris:taps "buy"
        world:lore("item", AXE, { text = WORDS })
        presses(world, anna, old)
        anna:sees "common.changed"
    end,
    ["a note outlives the screen's completion, and completes itself"] = function(world)
        world:lore("item", SWORD)
        local p = world:player("Илья", {}, "scribe")
        p:taps "hear"
        p:sees "bag.waiting"
        p.heard = {}
        world:lore("item", AXE, { text = WORDS })
        p:reads(WORDS)
        p:sees("scribe.heard", { words = "" })
        p.heard = {}
        world:lore("item", SWORD, { text = "Меч молчит." })
        p:reads "Слышно: Меч молчит."
        p:reads(WORDS)
    end,
    ["a push completes itself where it stands, with its button"] = function(world)
        world:lore("item", SWORD)
        local ilya = world:player("Илья", {}, "scribe")
        local olga = world:player("Olga", { lang = "en" })
        olga.heard, olga.got = {}, {}
        ilya:says(olga.id)
        assert(#olga.got == 1 and olga.got[1].kind == "screen" and olga.got[1].slot ~= "main")
        local slot = olga.got[1].slot
        olga.heard, olga.got = {}, {}
        world:lore("item", SWORD, { text = "The sword is silent." })
        olga:reads "Said: The sword is silent."
        assert(#olga.got == 1 and olga.got[1].slot == slot and olga.got[1].body.quiet)
        assert(olga.got[1].body.rows[1][1].text == "Go")
        assert(count(world, "_await/") == 0, "nothing is kept for long")
        olga:taps "go"
        assert(olga.scene == "scribe")
        olga.got = {}
        ilya:says(olga.id)
        assert(olga.got[1].kind == "push", "what is written is an ordinary message")
    end,
    ["a push that waits for the morning says then what is written by then"] = function(world)
        world:lore("item", SWORD)
        local ilya = world:player("Илья", {}, "scribe")
        local olga = world:player("Ольга", { quiet = { from = 6, to = 20 } })
        olga.heard = {}
        ilya:says(olga.id)
        assert(#olga.heard == 0)
        world:lore("item", SWORD, { text = "Меч молчит." })
        assert(#olga.heard == 0)
        world:skip "12h"
        olga:reads "Сказано: Меч молчит."
        assert(count(world, "_await/") == 0)
    end,
    ["a post in a group completes itself, in the language of who asked"] = function(world)
        world:lore("item", SWORD)
        local ilya = world:player("Илья")
        ilya:says("/scribe", true)
        ilya:sees "bag.waiting"
        ilya.heard = {}
        world:lore("item", AXE, { text = WORDS })
        ilya:reads(WORDS)
    end,
    ["a label may be lore; its variants are drawn by the arrival"] = function(world)
        world:lore("wind", { id = "north" }, { name = "Полуночник" })
        local p = world:player("Илья", {}, "scribe")
        assert(data(p, "Полуночник"))
        assert(count(world, "_lore/wind.ru.") == 3)
    end,
}
