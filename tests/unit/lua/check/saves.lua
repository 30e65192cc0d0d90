-- B040 to B053: renames, and what saves name.
local FILE = "content/renamed.lua"

local function renamed(tables)
    return { [FILE] = ("return {\n%s }"):format(tables) }
end

local function standing(scene)
    return { docs = { { kind = "_session", doc = { path = { { scene = scene } }, quests = {} } } } }
end

local function holding(thing)
    return { docs = { { kind = "player", doc = { thing = thing } } } }
end

local function open(quest, stage)
    return { docs = { { kind = "_session", doc = { path = {}, quests = { [quest] = { stage = stage, n = 0 } } } } } }
end

return {
    {
        code = "B040",
        broken = renamed 'scenes = { barn = "wods" }',
        at = FILE .. ":2",
        says = "scene barn is now wods, which is no scene",
        sound = renamed 'scenes = { barn = "hut", hut = "yard" }',
    },
    { code = "B040", broken = renamed 'timers = { nap = "sleep" }', at = FILE .. ":2", says = "no timer" },
    { code = "B040", broken = renamed 'things = { hatchet = "saw" }', at = FILE .. ":2", says = "no row" },
    {
        code = "B040",
        broken = renamed 'tools = { hatchet = "axe" }',
        at = FILE .. ":2",
        says = "nor a kind of content",
    },
    {
        code = "B041",
        broken = renamed 'things = { hatchet = "saw", saw = "hatchet" }',
        at = FILE .. ":2",
        says = "things: hatchet leads back to itself",
        sound = renamed 'things = { hatchet = "saw", saw = "axe" }',
    },
    { code = "B042", broken = renamed 'scenes = { yard = "home" }', at = FILE .. ":2", says = "still there" },
    {
        code = "B050",
        broken = {},
        held = standing "barn",
        at = FILE .. ":nil",
        says = "scene barn",
        sound = renamed 'scenes = { barn = "yard" }',
        sound_held = standing "barn",
    },
    {
        code = "B051",
        broken = {},
        held = { timers = { "nap", "rest" } },
        says = "timer nap is gone, and is still to fire 1 times",
        sound = renamed 'timers = { nap = "rest" }',
        sound_held = { timers = { "nap", "rest" } },
    },
    {
        code = "B052",
        broken = {},
        held = holding "hatchet",
        says = "content.things.hatchet is gone",
        sound = renamed 'things = { hatchet = "axe" }',
        sound_held = holding "hatchet",
    },
    {
        code = "B053",
        broken = {},
        held = open("hunt", "swim"),
        says = "hunt, stage swim",
        sound_held = open("hunt", "dig"),
    },
    { code = "B053", broken = {}, held = open("fishing", "a"), says = "fishing", sound_held = open("hunt", "done") },
}
