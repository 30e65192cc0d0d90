-- B001 to B009: what shows when the files are read.
local HOME = "scripts/scenes/home.lua"

return {
    {
        code = "B001",
        broken = { [HOME] = 'return scene "home" {\n  { id = "yard" }\n  { id = "go" },\n}' },
        at = "scripts/scenes/home.lua:3",
        says = "expected",
    },
    { code = "B001", broken = { ["content/things.lua"] = "return {" }, at = "content/things.lua:1" },
    {
        code = "B002",
        broken = { ["scripts/rules/sums.lua"] = "\nerror('no')" },
        at = "scripts/rules/sums.lua:2",
        says = "no",
    },
    {
        code = "B002",
        broken = { ["content/things.lua"] = "return 5" },
        at = "content/things.lua:nil",
        says = "returns a table",
    },
    {
        code = "B003",
        broken = { [HOME] = 'return scene "home" {\n  colour = 1,\n  { id = "yard", go = "yard" } }' },
        at = "scripts/scenes/home.lua:2",
        says = "no field colour",
    },
    {
        code = "B003",
        broken = { ["scripts/commands/yard.lua"] = 'return command "yard" {\n  role = "king", run = print }' },
        at = "scripts/commands/yard.lua:2",
        says = "no role king",
    },
    {
        code = "B004",
        broken = { [HOME] = 'return scene "home" {\n  { id = "yard", go = "yard" },\n { id = "yard" } }' },
        at = "scripts/scenes/home.lua:2",
        says = "the choice yard is there twice",
    },
    {
        code = "B004",
        broken = {
            ["content/things.lua"] = false,
            ["content/things/a.lua"] = "return { axe = { about = 'home.text' } }",
            ["content/things/b.lua"] = "return { axe = {} }",
        },
        at = "content/things/b.lua:1",
        says = "axe is in content/things/a.lua already",
    },
    {
        code = "B005",
        broken = { ["scripts/rules/sums.lua"] = "return { twice = function(n)\n  total = n\n  return n end }" },
        at = "scripts/rules/sums.lua:2",
        says = "write `local total`",
        sound = {
            ["scripts/rules/sums.lua"] = "return { twice = function(n)\n  local total = n\n  total = total + math.max(n, 1)\n return total end }",
        },
    },
    {
        code = "B005",
        broken = { ["scripts/rules/sums.lua"] = "return { twice = function(n)\n  return os.time() + n end }" },
        at = "scripts/rules/sums.lua:2",
        says = "no global os",
    },
    {
        code = "B006",
        broken = { ["content/things.lua"] = 'return {\n  axe = { about = "home.text", power = "much" } }' },
        at = "content/things.lua:2",
        says = "axe: power: a whole number expected",
        sound = { ["content/things.lua"] = 'return { axe = { about = "home.text", power = 3 } }' },
    },
    {
        code = "B007",
        broken = { ["content/documents/lot.lua"] = 'return { fields = {\n  bid = { type = "coin" } } }' },
        at = "content/documents/lot.lua:2",
        says = "unknown type coin",
    },
    {
        code = "B007",
        broken = { ["content/schemas/things.lua"] = false },
        at = "content/things.lua:nil",
        says = "no content/schemas",
    },
    {
        code = "B007",
        broken = { ["content/limits.lua"] = "return {\n  lanes = 5 }" },
        at = "content/limits.lua:2",
        says = "no limit lanes",
    },
    {
        code = "B007",
        broken = {
            ["content/prompts/item.lua"] = 'return { facts = { "id" },\n  key = { "weight" }, system = "S", '
                .. 'fields = { text = { type = "text" } }, waiting = "home.text", template = "home.text" }',
        },
        at = "content/prompts/item.lua:1",
        says = "key: weight is none of the facts",
        sound = {
            ["content/prompts/item.lua"] = 'return { facts = { "id", "weight" }, key = { "id" }, system = "S", '
                .. 'fields = { text = { type = "text" } }, waiting = "home.text", template = "home.text" }',
        },
    },
    {
        code = "B007",
        broken = { ["content/prompts/item.lua"] = 'return { facts = { "id" }, key = { "id" }, system = "S",\nfields = { text = { type = "text" } }, waiting = "home.text", template = "home.text",\nnear = { weight = "things" } }' },
        at = "content/prompts/item.lua:3",
        says = "near: there is no fact weight",
        sound = { ["content/prompts/item.lua"] = 'return { facts = { "id" }, key = { "id" }, system = "S",\nfields = { text = { type = "text" } }, waiting = "home.text", template = "home.text",\nnear = { id = "things" }, invents = { "names" }, max_tokens = 100, examples = { "home.text" } }' },
    },
    {
        code = "B007",
        broken = { ["content/prompts/item.lua"] = 'return { facts = { "id" }, key = { "id" }, system = "S",\nfields = { text = { type = "text" } }, waiting = "home.text", template = "home.text",\ninvents = { "money" } }' },
        at = "content/prompts/item.lua:3",
        says = "invents: \"names\" or \"numbers\" expected, not money",
    },
    {
        code = "B007",
        broken = { ["content/prompts/item.lua"] = 'return { facts = { "id" }, key = { "id" }, system = "S",\nfields = { text = { type = "text" } }, waiting = "home.text", template = "home.text",\nmax_tokens = 9 }' },
        at = "content/prompts/item.lua:3",
        says = "max_tokens: a whole number from 16 to 8192",
    },
    {
        code = "B011",
        broken = {
            ["content/prompts/item.lua"] = 'return { facts = { "id" }, key = { "id" }, system = "S", near = { id = "things" },\n'
                .. 'fields = { text = { type = "text" } }, waiting = "home.text", template = "home.text" }',
            ["content/things.lua"] = 'return { axe = { about = "home.text" },\n spade = { about = "home.text" } }',
        },
        at = "content/things.lua:2",
        says = "no text things.spade in content/locales, by which a prompt",
    },
    {
        code = "B015",
        broken = { ["content/prompts/item.lua"] = 'return { facts = { "id" }, key = { "id" }, system = "S",\nfields = { text = { type = "text" } }, waiting = "home.text", template = "home.text",\nnear = { id = "thngs" } }' },
        at = "content/prompts/item.lua:3",
        says = "there is no content.thngs",
    },
    {
        code = "B011",
        broken = { ["content/prompts/item.lua"] = 'return { facts = { "id" }, key = { "id" }, system = "S",\nfields = { text = { type = "text" } }, waiting = "home.text", template = "home.text",\nexamples = { "home.lost" } }' },
        at = "content/prompts/item.lua:3",
        says = "no text home.lost",
    },
    {
        code = "B032",
        broken = { ["content/prompts/item.lua"] = 'return { facts = { "id" }, key = { "id" }, system = "S",\nfields = { text = { type = "text" } }, waiting = "home.text", template = "home.text",\nexamples = { "yard.text" } }' },
        at = "content/prompts/item.lua:3",
        says = "text yard.text needs {n}",
    },
    {
        code = "B004",
        broken = { ["content/prompts/item.lua"] = 'return { facts = { "id" }, key = { "id" }, system = "S",\nfields = { text = { type = "text" } }, waiting = "home.text", template = "home.text",\ninvents = { "names", "names" } }' },
        at = "content/prompts/item.lua:3",
        says = "invents: names is there twice",
    },
    {
        code = "B007",
        broken = { ["content/lore.lua"] = "return {\n  never = { one = \"elara\" } }" },
        at = "content/lore.lua:2",
        says = "never: a list of texts expected",
    },
    {
        code = "B007",
        broken = { ["content/lore.lua"] = "return {\n  never = { 5 } }" },
        at = "content/lore.lua:2",
        says = "never: a list of texts expected",
        sound = { ["content/lore.lua"] = 'return { never = { "elara" }, tokens = 100, reward = { gold = 3 } }' },
    },
    {
        code = "B011",
        broken = {
            ["content/prompts/item.lua"] = 'return { facts = { "id" }, key = { "id" }, system = "S",\n'
                .. 'fields = { text = { type = "text" } }, waiting = "home.text", template = "home.lost" }',
        },
        at = "content/prompts/item.lua:2",
        says = "no text home.lost",
    },
    {
        code = "B008",
        broken = { ["content/locales/en/home.lua"] = 'return {\n  text = "{a b}", yard = "Yard" }' },
        at = "content/locales/en/home.lua:2",
        says = "{a b} is no placeholder",
    },
    {
        code = "B009",
        broken = { ["scripts/rules/sums.lua"] = ("-- a long story\n"):rep(20000) .. "return {}" },
        says = "more than",
        sound = { ["scripts/rules/sums.lua"] = ("-- a story\n"):rep(2000) .. "return {}" },
    },
    {
        code = "B024",
        broken = {
            ["scripts/rules/luck.lua"] = "local n = 0\nreturn { next = function()\n  n = n + 1\n  return n\nend }",
        },
        at = "scripts/rules/luck.lua:3",
        says = "the variable n ",
        sound = { ["scripts/rules/luck.lua"] = "return { next = function(n)\n  n = n + 1\n  return n\nend }" },
    },
    {
        code = "B024", -- in a closure that a function has made, from a function within it
        broken = {
            ["scripts/rules/luck.lua"] = "local function make()\nlocal n = 0\nreturn function(list)\n"
                .. "return (list:gsub('.', function()\nn = n + 1 end)) end end\nreturn { next = make() }",
        },
        at = "scripts/rules/luck.lua:5",
        -- what assigns while the file is loaded, and within one call, is free to
        sound = {
            ["scripts/rules/luck.lua"] = "local n, list = 0, {}\nlocal function add(v) n = n + 1 list[n] = v end\n"
                .. "add(5) add(6)\nreturn { next = function(at)\nlocal m = 0\n"
                .. "local function step() m = m + list[at] end\nstep() return m end }",
        },
    },
    {
        code = "B043",
        broken = {
            ["content/prices.lua"] = 'return { models = { small = {\n  { from = "2026-01-01", input = 1, output = 2 },\n'
                .. '  { from = "2025-01-01", input = 1, output = 2 } } } }',
        },
        at = "content/prices.lua:3",
        says = "small: 2025-01-01 does not come after 2026-01-01",
        sound = {
            ["content/prices.lua"] = 'return { models = { small = {\n  { from = "2026-01-01", input = 1, output = 2 },\n'
                .. '  { from = "2027-01-01", input = 0.5, output = 2, cached = 0.1, image = 30, image_tokens = 1120 } } },\n'
                .. '  aliases = { latest = "small" } }',
        },
    },
    {
        code = "B043",
        broken = {
            ["content/prices.lua"] = "return { models = {\n  small = { { from = 'soon', input = 1, output = 2 } } } }",
        },
        at = "content/prices.lua:2",
        says = "from is the day",
    },
    {
        code = "B043",
        broken = {
            ["content/prices.lua"] = 'return { models = { ["small-1.0"] = {\n  { from = "2026-01-01", input = -1, output = 2 } } } }',
        },
        at = "content/prices.lua:2",
        says = "small-1.0: input is USD for 1,000,000 tokens",
    },
    {
        code = "B043",
        broken = {
            ["content/prices.lua"] = "return { models = {\n  small = { { from = '2026-01-01', input = 1, output = 2 } } },\n"
                .. "  aliases = {\n  latest = 'large' } }",
        },
        at = "content/prices.lua:4",
        says = "there is no model large with prices",
    },
}
