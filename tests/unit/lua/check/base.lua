-- A sound game: two scenes, a quest, a timer, a command, one kind of content.
return {
    ["scripts/init.lua"] = 'return { start = "home", home = "home" }',
    ["scripts/scenes/home.lua"] = [[
return scene "home" {
    { id = "yard", go = "yard" },
}]],
    ["scripts/scenes/yard.lua"] = [[
return scene "yard" {
    text = function(ctx)
        return { ctx:t("yard.text", { n = 5 }), ctx:t(content.things[ctx.player.thing]) }
    end,
    {
        id = "dig",
        run = function(ctx)
            ctx:advance("hunt", "dig")
            ctx:emit("dug", { thing = "axe", n = 1 })
            ctx:after("5m", "rest", ctx.player)
            ctx:note("yard.dug")
        end,
    },
}]],
    ["scripts/timers/rest.lua"] = [[
return timer "rest" {
    run = function(ctx, player)
        ctx:push(player.id, "yard.rested", nil, { id = "back", go = "yard" })
    end,
}]],
    ["scripts/quests/hunt.lua"] = [[
return quest "hunt" {
    { id = "dig", on = { "dug", thing = "axe" }, count = 2 },
}]],
    ["scripts/commands/yard.lua"] = 'return command "yard" { run = function(ctx) ctx:go("yard") end }',
    ["scripts/rules/sums.lua"] = "return { twice = function(n) return 2 * n end }",
    ["content/events.lua"] = 'return { dug = { thing = { type = "ref", of = "things" } } }',
    ["content/schemas/things.lua"] = [[
return {
    about = { type = "key" },
    power = { type = "integer", default = 0 },
}]],
    ["content/things.lua"] = 'return { axe = { about = "things.axe.about" } }',
    ["content/documents/player.lua"] = [[
return { fields = { thing = { type = "ref", of = "things", default = "axe" } } }]],
    ["content/locales/ru/home.lua"] = 'return { text = "Дом", yard = "Двор" }',
    ["content/locales/en/home.lua"] = 'return { text = "Home", yard = "Yard" }',
    ["content/locales/ru/yard.lua"] = [[
return {
    text = { one = "{n} куст", few = "{n} куста", many = "{n} кустов", other = "{n} куста" },
    dig = "Копать",
    dug = "Копнул.",
    rested = "Отдохнул.",
    ["rested.back"] = "На двор",
}]],
    ["content/locales/en/yard.lua"] = [[
return {
    text = { one = "{n} bush", other = "{n} bushes" },
    dig = "Dig",
    dug = "Dug.",
    rested = "Rested.",
    ["rested.back"] = "To the yard",
}]],
    ["content/locales/ru/things.lua"] = 'return { axe = "Топор", ["axe.about"] = "Острый." }',
    ["content/locales/en/things.lua"] = 'return { axe = "An axe", ["axe.about"] = "Sharp." }',
    ["content/locales/ru/quests.lua"] = 'return { ["hunt.title"] = "Охота", ["hunt.dig"] = "Копай: {n} из {of}." }',
    ["content/locales/en/quests.lua"] = 'return { ["hunt.title"] = "Hunt", ["hunt.dig"] = "Dig: {n} of {of}." }',
    ["content/locales/ru/commands.lua"] = 'return { yard = "На двор" }',
    ["content/locales/en/commands.lua"] = 'return { yard = "To the yard" }',
}
