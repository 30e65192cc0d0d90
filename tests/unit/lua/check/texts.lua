-- B030 to B039: the texts themselves.
local RU, EN = "content/locales/ru/home.lua", "content/locales/en/home.lua"
local YARD = "scripts/scenes/yard.lua"

local function home(text)
    return { [EN] = ('return {\n  text = %s,\n  yard = "Yard" }'):format(text) }
end

local function both(more)
    return {
        [RU] = ('return { text = "Дом", yard = "Двор",\n%s }'):format(more),
        [EN] = ('return { text = "Home", yard = "Yard",\n%s }'):format(more),
    }
end

local function note(line)
    return {
        [YARD] = ([[
return scene "yard" {
    text = function(ctx) return { ctx:t("yard.text", { n = 5 }), ctx:t(content.things[ctx.player.thing]) } end,
    { id = "dig", run = function(ctx)
%s
        ctx:advance("hunt", "dig")
        ctx:emit("dug", { thing = "axe", n = 1 })
        ctx:after("5m", "rest", ctx.player)
        ctx:note("yard.dug")
    end },
}]]):format(line),
    }
end

local function bushes(forms)
    return {
        ["content/locales/en/yard.lua"] = ([[
return { dig = "Dig", dug = "Dug.", rested = "Rested.", ["rested.back"] = "To the yard",
  text = { %s } }]]):format(forms),
    }
end

local LONG = '("word "):rep(%d)'

return {
    {
        code = "B030",
        broken = { [EN] = 'return { text = "Home" }' },
        at = RU .. ":1",
        says = "home.yard is missing in en",
    },
    { code = "B031", broken = home '"Home {n}"', at = RU .. ":1", says = "home.text lacks {n}, which en has" },
    {
        code = "B032",
        broken = note 'ctx:note("yard.dug", { m = 5 })',
        at = YARD .. ":4",
        says = "no {m}",
        sound = note 'ctx:note("yard.dug", { n = 5 })',
    },
    {
        code = "B032",
        broken = note 'ctx:note("yard.text")',
        at = YARD .. ":4",
        says = "needs {n}",
        sound = note 'ctx:note("yard.text", { n = 1 })',
    },
    {
        code = "B033",
        broken = bushes 'other = "{n} bushes", few = "{n}"',
        at = "content/locales/en/yard.lua:2",
        says = "no form one",
    },
    {
        code = "B034",
        broken = bushes 'one = "{n} bush", other = "{n} bushes", few = "{n}"',
        at = "content/locales/en/yard.lua:2",
        says = "a form few, which en has not",
    },
    {
        code = "B034",
        broken = bushes 'one = "{n} bush", other = "{n}", many = "{n}"',
        sound = bushes 'one = "{n} bush", other = "{n}", acc = "{n}"',
    },
    {
        code = "B035",
        broken = home '"<b>Home"',
        at = EN .. ":2",
        says = "<b> is not closed",
        sound = home '"<b>Home</b>"',
    },
    { code = "B035", broken = home '"<b><i>Home</b></i>"', says = "</b> where </i> is expected" },
    { code = "B035", broken = home '"<h1>Home</h1>"', says = "no tag <h1>" },
    { code = "B035", broken = home '"5 < 6"', says = "opens no tag" },
    { code = "B035", broken = home '"Home</b>"', says = "closes nothing" },
    {
        code = "B035",
        broken = home "'<span class=\"red\">Home</span>'",
        says = "tg-spoiler",
        sound = home "'<a href=\"https://a.b/?c=d\">H</a> <tg-spoiler>x</tg-spoiler> <blockquote expandable>q</blockquote> &lt; &amp;'",
    },
    { code = "B035", broken = home '"Home&nbsp;sweet"', says = "no &nbsp;" },
    {
        code = "B036",
        broken = home(LONG:format(1000)),
        at = EN .. ":2",
        says = "has 5000 characters",
        sound = home(LONG:format(800)),
    },
    {
        code = "B036", -- a caption
        broken = (function()
            local files = home(LONG:format(300))
            files["scripts/scenes/home.lua"] = 'return scene "home" { image = "a.png", { id = "yard", go = "yard" } }'
            return files
        end)(),
        says = "has 1500 characters; a scene with a picture has at most 1024",
        sound = home(LONG:format(300)),
    },
    {
        code = "B037",
        broken = {
            [EN] = 'return { text = "Home",\n  yard = "A yard that is much too long to stand on any button of any phone" }',
        },
        at = EN .. ":2",
        says = "a button has at most 60",
    },
    {
        code = "B038",
        broken = {
            ["scripts/commands/yard.lua"] = 'return command "yard.out" { run = function(ctx) ctx:go("yard") end }',
            ["content/locales/ru/commands.lua"] = 'return { ["yard.out"] = "На двор" }',
            ["content/locales/en/commands.lua"] = 'return { ["yard.out"] = "To the yard" }',
        },
        at = "scripts/commands/yard.lua:1",
        says = "/yard.out",
    },
    {
        code = "B038",
        broken = { ["content/locales/en/commands.lua"] = 'return {\n  yard = "" }' },
        at = "content/locales/en/commands.lua:2",
        says = "0 characters",
    },
    { code = "B039", broken = both 'old = "x"', at = EN .. ":2", says = "home.old" },
    { -- a key that is put together of known parts counts as used
        code = "B039",
        broken = both 'old = "x"',
        sound = (function()
            local files = both 'old = "x"'
            files[YARD] = note('ctx:note("home." .. ctx.player.thing)')[YARD]
            return files
        end)(),
    },
}
