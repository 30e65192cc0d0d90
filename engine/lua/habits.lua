-- How simulated players play: scripts/tests/players.lua, or as nobody in particular where there is none.
--
--   return {
--       kinds = {
--           { id = "eager", share = 1, visits = 3, taps = 15, hour = 19,
--             prefer = { ["forest.deeper"] = 5, ["fight.strike.high"] = 2, ["peddler"] = 0, back = 1 } },
--       },
--       watch = { "level", "gold" },    fields of the player's document; all whole numbers, if absent
--       deaths = { scene = "grave" },   or { event = "died" }
--   }
--
-- `share`: of all players; `visits` a day, around `hour` (UTC); `taps` a visit. `prefer`: how much likelier
-- than 1 a choice is taken: by scene.choice.entry, scene.choice or scene; `back` for every way back,
-- scene:input for words. 0: never.
local import = ...
local frozen = import "frozen"
local host = import "host"

local M = {}

local PATH = "tests/players.lua"
local KNOWN = { kinds = "table", watch = "table", deaths = "table" }
local KIND = { id = "string", share = "number", visits = "number", taps = "number", hour = "number", prefer = "table" }
local DEFAULT = { id = "anybody", share = 1, visits = 1, taps = 12, hour = 18, prefer = {} }
local NEVER_TIME = 100000000 -- a whole number above it is a time, not a quantity

local function wrong(words, ...)
    error(("scripts/%s: %s"):format(PATH, words:format(...)), 0)
end

local function check(given, known, where)
    for _, name in ipairs(frozen.keys(given)) do
        local kind = known[name]
        if not kind then
            wrong("there is no %s%s", where, tostring(name))
        elseif type(given[name]) ~= kind then
            wrong("%s%s: a %s is expected", where, name, kind)
        end
    end
end

local function read(game)
    local source = game.sources[PATH]
    if not source then
        return {}
    end
    local chunk, reason = host.compile(source, "@scripts/" .. PATH, game.env)
    local given = chunk and chunk() or error(reason, 0)
    if type(given) ~= "table" then
        wrong "a table is expected"
    end
    check(given, KNOWN, "")
    return given
end

-- Is this a scene, a choice in one, or an entry of a choice?
local function is_preferable(game, name)
    local head = name:gsub(":input$", "")
    if game.scenes[head] then
        return true
    end
    while head:find "%." do
        local rest, choice = head:match "^(.*)%.([^.]*)$"
        if game.scenes[rest] then
            return game.scenes[rest].choices[choice] ~= nil
        end
        head = rest
    end
    return false
end

local function kinds(game, given)
    local list = {}
    for i, kind in ipairs(given or { {} }) do
        check(kind, KIND, ("kinds, %d, "):format(i))
        list[i] = { opinions = {} } -- of scenes: simulate.lua
        for name, value in next, DEFAULT do
            list[i][name] = kind[name] == nil and value or kind[name]
        end
        for _, name in ipairs(frozen.keys(list[i].prefer)) do
            if name ~= "back" and not is_preferable(game, name) then
                wrong("kinds, %s: prefer: there is no %s", list[i].id, name)
            end
        end
    end
    return list
end

local function watched(game, given)
    local declared = game.documents.player.fields
    local list = {}
    for _, name in ipairs(given or frozen.keys(declared)) do
        local field = declared[name]
        if given and not field then
            wrong("watch: content/documents/player.lua declares no %s", tostring(name))
        elseif given or field.type == "integer" and field.default then
            list[#list + 1] = name
        end
    end
    return list
end

--- Is this value a quantity? (Times are whole numbers, too.)
function M.is_quantity(value)
    return math.type(value) == "integer" and math.abs(value) < NEVER_TIME
end

--- { kinds, watch, deaths = {scene | event} or nil }; raises with the file for what is wrong.
function M.read(game)
    local given = read(game)
    local deaths = given.deaths or game.scenes.grave and { scene = "grave" } or nil
    if deaths and deaths.scene and not game.scenes[deaths.scene] then
        wrong("deaths: there is no scene %s", tostring(deaths.scene))
    elseif deaths and deaths.event and not game.events[deaths.event] then
        wrong("deaths: there is no event %s", tostring(deaths.event))
    end
    return { kinds = kinds(game, given.kinds), watch = watched(game, given.watch), deaths = deaths }
end

--- The weight of something offered. names: from the most particular on.
function M.weight(kind, names, otherwise)
    for _, name in ipairs(names) do
        if kind.prefer[name] then
            return kind.prefer[name]
        end
    end
    return otherwise
end

return M
