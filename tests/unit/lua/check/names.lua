-- B010 to B019: names that scripts say, followed to what is declared.
local YARD = "scripts/scenes/yard.lua"

-- Functions that all call each other, so that the ways through them are more than can be walked.
local function tangle()
    local lines = { "local f = {}" }
    for i = 1, 12 do
        local calls = {}
        for j = 1, 12 do
            calls[j] = ("f.f%d(ctx)"):format(j)
        end
        lines[#lines + 1] = ("function f.f%d(ctx) return %s end"):format(i, table.concat(calls, " or "))
    end
    lines[#lines + 1] = "return f"
    return table.concat(lines, "\n")
end

-- The yard with one more choice; its run begins on line 4.
local function yard(run, more)
    return ([[
return scene "yard" {
    text = function(ctx) return { ctx:t("yard.text", { n = 5 }), ctx:t(content.things[ctx.player.thing]) } end,
    { id = "dig", run = function(ctx)
%s
        ctx:advance("hunt", "dig")
        ctx:emit("dug", { thing = "axe", n = 1 })
        ctx:after("5m", "rest", ctx.player)
        ctx:note("yard.dug")
    end, %s },
}]]):format(run, more or "")
end

local function says(run, more)
    return { [YARD] = yard(run, more) }
end

return {
    {
        code = "B010",
        broken = says('ctx:go("wods")'),
        at = YARD .. ":4",
        says = "no scene wods",
        sound = says('ctx:go("home")'),
    },
    {
        code = "B010",
        broken = says("", 'go = "wods"'),
        at = YARD .. ":9",
        says = "leads to wods",
        sound = says("", 'go = "back"'),
    },
    {
        code = "B010",
        broken = says('local to = ctx.now > 5 and "home" or "wods" ctx:go(to)'),
        at = YARD .. ":4",
        says = "no scene wods",
        sound = says('local to = ctx.now > 5 and "home" or "yard" ctx:go(to)'),
    },
    {
        code = "B010",
        broken = { ["scripts/init.lua"] = 'return { start = "home",\nhome = "wods" }' },
        at = "scripts/init.lua:2",
        says = "wods",
    },
    {
        code = "B010",
        broken = says('ctx:push("5", "yard.rested", nil, { id = "back",\n go = "wods" })'),
        at = YARD .. ":5",
        says = "no scene wods",
    },
    {
        code = "B010", -- through a helper's parameter, told where the name stands
        broken = {
            ["scripts/moves.lua"] = "return { lead = function(ctx, to)\n  ctx:go(to) end }",
            [YARD] = yard('require "moves".lead(ctx, "wods")'),
        },
        at = YARD .. ":4",
        says = "no scene wods",
    },
    {
        code = "B011",
        broken = says('ctx:note("yard.lost")'),
        at = YARD .. ":4",
        says = "no text yard.lost",
        sound = says('ctx:note("yard.dug")'),
    },
    {
        code = "B011",
        broken = { ["scripts/commands/dance.lua"] = 'return command "dance" { run = print }' },
        at = "scripts/commands/dance.lua:1",
        says = "commands.dance",
    },
    {
        code = "B011",
        broken = says('ctx:push("5", "yard.dug", nil, { id = "back", go = "yard" })'),
        at = YARD .. ":4",
        says = "yard.dug.back",
        sound = says('ctx:push("5", "yard.rested", nil, { id = "back", go = "yard" })'),
    },
    {
        code = "B011", -- each over a list that is written out
        broken = says("", 'each = { "deep", "wide" }'),
        at = YARD .. ":3",
        says = "yard.dig.deep",
    },
    {
        code = "B011", -- names of rows, since the yard shows them
        broken = { ["content/things.lua"] = 'return { axe = { about = "home.text" }, saw = { about = "home.text" } }' },
        at = YARD .. ":3",
        says = "things.saw",
    },
    {
        code = "B011",
        broken = { ["content/things.lua"] = 'return {\n  axe = { about = "things.lost" } }' },
        at = "content/things.lua:2",
        says = "things.lost",
    },
    {
        code = "B011", -- joined of what is written out
        broken = says('for _, end_of in ipairs { "g", "x" } do ctx:note("yard.du" .. end_of) end'),
        at = YARD .. ":4",
        says = "yard.dux",
    },
    {
        code = "B011",
        broken = {
            ["scripts/tests/a.lua"] = 'return { ["a"] = function(world)\n  world:newcomer("A"):sees("yard.lost") end }',
        },
        at = "scripts/tests/a.lua:2",
    },
    { code = "B011", broken = says("", "stars = 5"), at = YARD .. ":3", says = "yard.dig.about" },
    {
        code = "B012",
        broken = says('ctx:after("5m", "sleep", ctx.player)'),
        at = YARD .. ":4",
        says = "no timer sleep",
        sound = says('ctx:cancel("rest", ctx.player)'),
    },
    { code = "B012", broken = says('ctx:cancel("sleep", ctx.player)'), at = YARD .. ":4", says = "no timer sleep" },
    { code = "B013", broken = says('ctx:advance("fishing", "dig")'), at = YARD .. ":4", says = "no quest fishing" },
    {
        code = "B013",
        broken = says('ctx:advance("hunt", "swim")'),
        at = YARD .. ":4",
        says = "no stage swim",
        sound = says('ctx:advance("hunt", "done")'),
    },
    {
        code = "B013",
        broken = says('if ctx:stage("fishing") then return end'),
        at = YARD .. ":4",
        says = "no quest fishing",
    },
    { code = "B014", broken = says('ctx:emit("sung", {})'), at = YARD .. ":4", says = "sung is not in" },
    {
        code = "B014",
        broken = says('ctx:emit("dug", { hole = 1 })'),
        at = YARD .. ":4",
        says = "no field hole",
        sound = says('ctx:emit("dug", { thing = "axe", n = 2 })'),
    },
    { code = "B014", broken = says('ctx:emit("dug", { thing = "saw" })'), at = YARD .. ":4", says = "no row saw" },
    {
        code = "B014",
        broken = { ["scripts/quests/hunt.lua"] = 'return quest "hunt" {\n  { id = "dig", on = { "sung" } } }' },
        at = "scripts/quests/hunt.lua:2",
        says = "waits for sung",
    },
    {
        code = "B015",
        broken = says("local saw = content.things.saw"),
        at = YARD .. ":4",
        says = "content.things has no row saw",
        sound = says("local axe = content.things.axe.power"),
    },
    { code = "B015", broken = says("local saw = content.tools"), at = YARD .. ":4", says = "no content.tools" },
    { code = "B015", broken = says("local p = content.things.axe.powr"), at = YARD .. ":4", says = "no field powr" },
    {
        code = "B015",
        broken = says('for _, id in ipairs { "axe", "saw" } do local p = content.things[id].power end'),
        at = YARD .. ":4",
        says = "no row saw",
    },
    {
        code = "B016",
        broken = says('local m = ctx:get("market", "a")'),
        at = YARD .. ":4",
        says = "content/documents/market.lua",
    },
    {
        code = "B016",
        broken = says('ctx:make("player", { wings = 2 })'),
        at = YARD .. ":4",
        says = "no field wings",
        sound = says('ctx:make("player", { id = "5", thing = "axe" })'),
    },
    {
        code = "B016",
        broken = says("ctx.player.wings = 2"),
        at = YARD .. ":4",
        says = "no field wings",
        sound = says('ctx.player.thing = "axe"'),
    },
    {
        code = "B016",
        broken = says('local all = ctx:find("player", { thing = "axe" }, "-level")'),
        at = YARD .. ":4",
        says = "field thing of content/documents/player.lua is not declared with index = true",
        sound = {
            [YARD] = yard('local all = ctx:find("player", { thing = "axe" }, "-thing")'),
            ["content/documents/player.lua"] = 'return { fields = { thing = { type = "ref", of = "things", default = "axe", index = true } } }',
        },
    },
    { code = "B016", broken = says('local best = ctx:board("gold")'), at = YARD .. ":4", says = "board = true" },
    {
        code = "B016",
        broken = { ["content/locales/ru/home.lua"] = 'return { text = "Дом",\n yard = "{player.wings}" }' },
        at = "content/locales/ru/home.lua:2",
        says = "a player has no field wings",
        sound = { ["content/locales/ru/home.lua"] = 'return { text = "Дом {player.gold}", yard = "{player.name}" }' },
    },
    {
        code = "B017",
        broken = says("local n = rules.sums.thrice(3)"),
        at = YARD .. ":4",
        says = "no function thrice",
        sound = says("local n = rules.sums.twice(3)"),
    },
    {
        code = "B017",
        broken = says("local n = rules.sky.is_night(3)"),
        at = YARD .. ":4",
        says = "no scripts/rules/sky.lua",
    },
    {
        code = "B017",
        broken = says('local m = require "far.away"'),
        at = YARD .. ":4",
        says = "no scripts/far/away.lua",
    },
    {
        code = "B018",
        broken = says('ctx:tell("yard.dug")'),
        at = YARD .. ":4",
        says = "no word tell",
        sound = says("local id = ctx:id()"),
    },
    {
        code = "B019",
        broken = {
            ["scripts/tangle.lua"] = tangle(),
            [YARD] = yard('ctx:go(require "tangle".f1(ctx) or ctx.vars.place)'),
        },
        at = YARD .. ":4",
        says = "a scene is computed",
    },
    { code = "B019", broken = says("ctx:go(ctx.vars.place)"), at = YARD .. ":4", says = "a scene is computed" },
    {
        code = "B019",
        broken = says('ctx:note("yard." .. ctx.player.name)'),
        at = YARD .. ":4",
        says = "a text is computed",
    },
    {
        code = "B019",
        broken = says("local m = require(ctx.player.name)"),
        at = YARD .. ":4",
        says = "a module is computed",
    },
    {
        code = "B019",
        broken = says('ctx:note(("yard.%s"):format(ctx.player.name))'),
        says = "a text is computed",
        sound = says('ctx:note(content.things[ctx.player.thing].about) ctx:go(ctx.now > 5 and "home" or "yard")'),
    },
}
