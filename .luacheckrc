-- Which globals each folder may read; none may define one.
std = "lua54"
max_line_length = 120
max_string_line_length = false -- a text for players is one line, however long
exclude_files = { "tests/node_modules", "scripts/meta", "tests/hostile",
    "tests/unit/lua/sample/scripts/scenes/odd.lua" } -- wrong on purpose
self = false -- a method need not use its self

-- Lukomorye, and the small games of the tests: what a script sees (docs/scripting.md).
local GAME = {
    read_globals = {
        "scene", "timer", "quest", "command", "content", "rules",
        "assert", "error", "ipairs", "next", "pairs", "pcall", "print", "require", "select", "tonumber",
        "tostring", "type", "math", "string", "table", "_VERSION",
        utf8 = { other_fields = true },
    },
    std = "none",
}

files["scripts"] = GAME
files["content"] = { std = "none" }
files["content/locales"] = { std = "none", max_line_length = false }
files["tests/unit/lua/sample"] = GAME
files["tests/unit/lua/sample/content/locales"] = { max_line_length = false }
files["tests/e2e/hall"] = GAME
files["tests/unit/lua/check"] = { max_line_length = false } -- small games in one line
files["tests/e2e/forge"] = GAME
files["tests/e2e/scriptorium"] = GAME
files["tests/e2e/minstrel"] = GAME
files["tests/e2e/manor"] = GAME
files["tests/e2e/annals"] = GAME
files["tests/fair"] = GAME
files["tests/unit/lore/game"] = GAME
files["tests/sample"] = GAME
files["tests/fair/content/locales"] = { max_line_length = false }
for _, part in ipairs { "scripts", "content" } do -- tests/sample: the manual's examples, as they stand there
    files["tests/sample/" .. part] = { max_line_length = false }
end
