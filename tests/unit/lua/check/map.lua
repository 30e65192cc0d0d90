-- B020 to B023: the map of scenes and quests.
local function island(more, ways)
    return {
        ["scripts/scenes/home.lua"] = ('return scene "home" { { id = "yard", go = "yard" }, %s }'):format(ways or ""),
        ["scripts/scenes/isle.lua"] = ('\nreturn scene "isle" {\n%s }'):format(more or ""),
        ["content/locales/ru/isle.lua"] = 'return { text = "Остров", leave = "Плыть" }',
        ["content/locales/en/isle.lua"] = 'return { text = "An isle", leave = "Sail" }',
    }
end

local SAIL = 'label = function(ctx) return ctx:t("home.yard") end'
local TO_ISLE = ('{ id = "sail", go = "isle", %s }'):format(SAIL)

local function timed(run)
    local files = island('hold = true, enter = function(ctx) ctx:after("5m", "rest", ctx.player) end', TO_ISLE)
    files["scripts/timers/rest.lua"] = ('return timer "rest" { run = function(ctx, player) %s end }'):format(run)
    return files
end

return {
    {
        code = "B025",
        broken = {
            ["scripts/scenes/home.lua"] = 'return scene "home" {\n image = "b.png", { id = "yard", go = "yard" } }',
        },
        at = "scripts/scenes/home.lua:2",
        says = "content/images/b.png",
        sound = {
            ["scripts/scenes/home.lua"] = 'return scene "home" { image = "a.png", { id = "yard", go = "yard" } }',
        },
    },
    {
        code = "B025",
        broken = {
            ["scripts/scenes/home.lua"] = 'return scene "home" {\n image = function(ctx) return ctx.now > 5 and "a.png" or "c.png" end, { id = "yard", go = "yard" } }',
        },
        at = "scripts/scenes/home.lua:2",
        says = "content/images/c.png",
    },
    {
        code = "B020",
        broken = island(),
        at = "scripts/scenes/isle.lua:2",
        says = "scene isle",
        sound = island("", TO_ISLE),
    },
    {
        code = "B020",
        broken = island(),
        sound = island("", ('{ id = "sail", %s, run = function(ctx) ctx:go("isle") end }'):format(SAIL)),
    },
    {
        code = "B020", -- a helper that nothing declared runs may be run all the same
        broken = island(),
        sound = (function()
            local files = island()
            files["scripts/far.lua"] = 'return { sail = function(ctx) ctx:go("isle") end }'
            return files
        end)(),
    },
    {
        code = "B021",
        broken = island("hold = true", TO_ISLE),
        at = "scripts/scenes/isle.lua:2",
        says = "out of scene isle",
        sound = island('hold = true, { id = "leave", go = "home" }', TO_ISLE),
    },
    { code = "B021", broken = timed(""), sound = timed('ctx:go("home")') },
    {
        code = "B021", -- a document in the vars may be gone, and then he is led back
        broken = island("hold = true", TO_ISLE),
        sound = island(
            'hold = true, text = function(ctx) return ctx:t(ctx.vars.boat.name and "isle.text" or "isle.leave") end',
            TO_ISLE
        ),
    },
    {
        code = "B021",
        broken = island(
            'hold = true, input = { type = "text", run = function(ctx) ctx:note("isle.text") end }',
            TO_ISLE
        ),
        sound = island('hold = true, input = { type = "text", run = function(ctx) ctx:go("home") end }', TO_ISLE),
    },
    {
        code = "B022",
        broken = {
            ["content/events.lua"] = 'return { dug = { thing = { type = "ref", of = "things" } }, sung = {} }',
            ["scripts/quests/hunt.lua"] = 'return quest "hunt" {\n  { id = "dig", on = { "sung" } } }',
        },
        at = "scripts/quests/hunt.lua:2",
        says = "event sung, which nothing emits",
    },
    {
        code = "B023",
        broken = {
            ["scripts/quests/fish.lua"] = '\nreturn quest "fish" { { id = "a" } }',
            ["content/locales/ru/quests.lua"] = 'return { ["fish.title"] = "Р",\n["fish.a"] = "А", ["hunt.title"] = "О", ["hunt.dig"] = "{n} {of}" }',
            ["content/locales/en/quests.lua"] = 'return { ["fish.title"] = "F", ["fish.a"] = "A", ["hunt.title"] = "Hunt", ["hunt.dig"] = "{n} {of}" }',
        },
        at = "scripts/quests/fish.lua:2",
        says = "quest fish",
    },
}
