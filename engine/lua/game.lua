-- The game: all that was loaded from scripts/ and content/, checked as a whole, never changed after.
--
--   content -> rules -> scenes, quests, timers, commands -> links between them
--
-- Every error names the file and, where it can be found, the line.
local import = ...
local content = import "content"
local declare = import "declare"
local env = import "env"
local frozen = import "frozen"
local host = import "host"
local limits = import "limits"
local links = import "links"
local locales = import "locales"
local named = import "named"
local problems_of = import "problems"
local sealed = import "sealed"

local M = {}

local FOLDERS = { scenes = "scene", quests = "quest", timers = "timer", commands = "command" }

local function compile(game, path)
    local chunk, reason = host.compile(game.sources[path], "@scripts/" .. path, game.env)
    if not chunk then
        error(reason, 0)
    end
    return chunk
end

-- Raises with the file in front, unless the reason says it already.
local function located(path, reason)
    reason = tostring(reason)
    if reason:find("scripts/", 1, true) or reason:find("content/", 1, true) then
        error(reason, 0)
    end
    error(("scripts/%s: %s"):format(path, reason), 0)
end

local function call(path, chunk)
    local got = table.pack(pcall(chunk))
    if not got[1] then
        located(path, got[2])
    end
    return got
end

-- require "combat.moves" -> scripts/combat/moves.lua, run once.
local function requirer(game)
    local loaded, loading = {}, {}
    return function(name)
        local path = tostring(name):gsub("%.", "/") .. ".lua"
        if not game.sources[path] or not path:match("^[%w_/]+%.lua$") then
            error(("there is no scripts/%s"):format(path), 2)
        elseif loading[path] then
            error(("scripts/%s requires itself"):format(path), 2)
        end
        if loaded[path] == nil then
            loading[path] = true
            local value = compile(game, path)()
            loading[path] = nil
            loaded[path] = game.sealed:value(value) or true
        end
        return loaded[path]
    end
end

local function missing_rule(file)
    return function(name)
        error(("scripts/rules/%s.lua has no function %s"):format(file, tostring(name)), 3)
    end
end

-- rules.FILE.FUNCTION: files are run when first asked for, so that they may use each other.
local function rules(game)
    local loaded = {}
    return setmetatable({}, {
        __index = function(_, file)
            if loaded[file] == nil then
                local path = ("rules/%s.lua"):format(tostring(file))
                if not game.sources[path] then
                    error(("there is no scripts/%s"):format(path), 2)
                end
                local value = call(path, compile(game, path))[2]
                if type(value) ~= "table" then
                    error(("scripts/%s: a file of rules returns a table of functions"):format(path), 0)
                end
                loaded[file] = game.sealed:value(value, missing_rule(file))
            end
            return loaded[file]
        end,
        __newindex = function()
            error("rules are read-only", 2)
        end,
        __metatable = false,
    })
end

local function run_rule(game, rule)
    local _ = game.rules[rule]
end

-- All rules are run and every other file is compiled now, so that a mistake shows at the load and not
-- to the first player who comes by. Files that do not compile are noted in game.broken.
local function load_all(game, problems)
    game.broken = {}
    for _, path in ipairs(frozen.keys(game.sources)) do
        local rule = path:match("^rules/([%w_]+)%.lua$")
        if path:match("%.lua$") then
            local ok = problems:try("B001", "scripts/" .. path, compile, game, path)
            game.broken[path] = not ok or nil
            if ok and rule then
                problems:try("B002", "scripts/" .. path, run_rule, game, rule)
            end
        end
    end
end

local function add(game, path, thing, kind)
    if type(thing) ~= "table" or thing.kind ~= kind then
        error(
            ('scripts/%s: a file in %ss/ returns what it declares: return %s "id" { ... }'):format(path, kind, kind),
            0
        )
    end
    local stem = path:match("([%w_]+)%.lua$")
    if thing.id:match("^[^.]+") ~= stem then
        error(("scripts/%s: the first word of the id %s is not the file's name"):format(path, thing.id), 0)
    end
    local things = game[kind .. "s"]
    if things[thing.id] then
        error(("scripts/%s: %s %s is in %s already"):format(path, kind, thing.id, things[thing.id].path), 0)
    end
    thing.path = "scripts/" .. path
    things[thing.id] = thing
    game.sealed:declared(thing.def)
end

local function load_file(game, path, kind, problems)
    local got = call(path, compile(game, path))
    for i = 2, math.max(2, got.n) do
        problems:try("B003", "scripts/" .. path, add, game, path, got[i], kind)
    end
end

local function load_folder(game, folder, kind, problems)
    for _, path in ipairs(frozen.keys(game.sources)) do
        if path:match("^" .. folder .. "/.+%.lua$") and not game.broken[path] then
            problems:try("B003", "scripts/" .. path, load_file, game, path, kind, problems)
        end
    end
end

local function load_init(game)
    if not game.sources["init.lua"] then
        error('scripts/init.lua is missing: return { start = "SCENE", home = "SCENE" }', 0)
    end
    local init = call("init.lua", compile(game, "init.lua"))[2]
    for _, name in ipairs { "start", "home" } do
        local id = type(init) == "table" and init[name]
        if not game.scenes[id] then
            error(("scripts/init.lua: %s is %s, which is no scene"):format(name, tostring(id)), 0)
        end
    end
    for _, name in ipairs { "give", "erase", "warm" } do
        if init[name] ~= nil and type(init[name]) ~= "function" then
            error(("scripts/init.lua: %s is a function, or absent"):format(name), 0)
        end
    end
    game.init = init
end

--- sources: { scripts = {[path] = source}, content = {[path] = source} }. Gives the game. What is wrong
--- raises, or is kept by `problems` if it is given and keeps (problems.lua).
function M.load(sources, problems)
    problems = problems or problems_of.new(sources)
    local game = content.load(sources.content, problems)
    game.sources = sources.scripts
    game.locales = locales.new(game.locales, problems)
    for _, kind in next, FOLDERS do
        game[kind .. "s"] = {}
    end
    game.files = #frozen.keys(sources.scripts) + #frozen.keys(sources.content)
    game.sealed = sealed.new(function(file, line, message)
        problems:add("B024", file, line, message)
    end)
    game.rules = rules(game)
    local words = declare.words()
    words.content, words.rules = game.content, game.rules
    words.require = requirer(game)
    game.env = env.new(words)
    load_all(game, problems)
    for _, folder in ipairs(frozen.keys(FOLDERS)) do
        load_folder(game, folder, FOLDERS[folder], problems)
    end
    named.prepare(game, problems)
    game.init = {}
    problems:try("B010", "scripts/init.lua", load_init, game)
    links.check(game, problems)
    problems:finish()
    host.limit(limits.of_scripts(game.limits))
    return game
end

return M
