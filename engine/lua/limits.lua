-- content/limits.lua: how much may come in from one player, and how much one turn may do, as a
-- designer says it and as the engine counts it.
--
--   return {
--       spam = { rate = "3/s", burst = 30 },   false: no limit
--       lane = 200,
--       notice = "1m",
--       memory = 256,                          MiB of all scripts, content and turns together
--       turn = { instructions = 5000000, ... } see TURN below
--   }
--
-- Whatever is left out is as said here. No limit can be taken away: each may be moved within bounds
-- that keep one player's turn from standing in the way of others.
local import = ...
local fields = import "fields"
local frozen = import "frozen"

local M = {}

local UNITS = { s = 1000000, m = 60000000, h = 3600000000 } -- microseconds
local DEFAULTS = { rate = "3/s", burst = 30, lane = 200, notice = "1m" }
local KNOWN = { spam = true, lane = true, notice = true, memory = true, turn = true }
local SPAM = { rate = true, burst = true }

-- The limits of one turn: { default, least, most, the core's units in one of ours }.
local TURN = {
    instructions = { 5000000, 10000, 50000000 }, -- of Lua's machine
    ms = { 50, 5, 80 }, -- of the processor
    memory = { 16, 1, 64 }, -- MiB that it holds
    depth = { 1000, 100, 10000 }, -- calls in calls
    documents = { 1024, 8, 1024 }, -- that it reads or writes
    size = { 256, 4, 1024, 1024 }, -- KiB of one document, as JSON
    message = { 64, 4, 256, 1024 }, -- KiB of one message, screen or call, as JSON
    list = { 1000, 10, 10000 }, -- entries of one `each`, of the lines of one text
    timers = { 64, 1, 256 }, -- set or cancelled
    pushes = { 100, 1, 256 },
    calls = { 30, 0, 256 }, -- ctx.tg
    pays = { 100, 1, 256 },
    emits = { 100, 1, 256 }, -- to other players
    wants = { 50, 1, 256 }, -- texts of ctx:lore that are asked for
}
local MEMORY = { 256, 64, 2048 } -- MiB

local function wrong(name, words, value)
    error(("content/limits.lua: %s: %s expected, not %s"):format(name, words, tostring(value)), 0)
end

local function known(given, names, prefix)
    for _, name in ipairs(frozen.keys(given)) do
        if not names[name] then
            error(("content/limits.lua: there is no limit %s%s"):format(prefix, tostring(name)), 0)
        end
    end
end

local function whole(given, name, field, least, most)
    local value = given[field]
    if value == nil then
        return DEFAULTS[field]
    end
    if math.type(value) ~= "integer" or value < least or value > most then
        wrong(name, ("a whole number from %d to %d"):format(least, most), value)
    end
    return value
end

local function within(name, value, bounds)
    if value == nil then
        return bounds[1]
    end
    if math.type(value) ~= "integer" or value < bounds[2] or value > bounds[3] then
        wrong(name, ("a whole number from %d to %d (%d if left out)"):format(bounds[2], bounds[3], bounds[1]), value)
    end
    return value
end

local function of_turn(given)
    if given ~= nil and type(given) ~= "table" then
        wrong("turn", "a table like { pushes = 20 }", given)
    end
    given = given or {}
    known(given, TURN, "turn.")
    local turn = {}
    for name, bounds in next, TURN do
        turn[name] = within("turn." .. name, given[name], bounds) * (bounds[4] or 1)
    end
    return turn
end

-- "3/s" -> microseconds between two.
local function interval(given)
    local value = given == nil and DEFAULTS.rate or given
    local count, unit = tostring(value):match("^(%d+)/([smh])$")
    count = math.tointeger(tonumber(count))
    if not count or count < 1 or count > 100000 then
        wrong("spam.rate", 'a text like "3/s", "40/m" or "500/h"', value)
    end
    return UNITS[unit] // count
end

local function spam(given)
    if given == false then
        return 0, 1
    elseif given ~= nil and type(given) ~= "table" then
        wrong("spam", 'a table like { rate = "3/s", burst = 30 } or false', given)
    end
    given = given or {}
    known(given, SPAM, "spam.")
    return interval(given.rate), whole(given, "spam.burst", "burst", 1, 10000)
end

--- What the file returned (nil: there is none) as numbers for the core; raises with file and field.
function M.read(given)
    given = given or {}
    known(given, KNOWN, "")
    local interval_us, burst = spam(given.spam)
    local notice = fields.seconds(given.notice == nil and DEFAULTS.notice or given.notice)
    if not notice or notice < 1 or notice > 86400 then
        wrong("notice", 'a duration from "1s" to "24h"', given.notice)
    end
    return {
        interval_us = interval_us,
        burst = burst,
        lane = whole(given, "lane", "lane", 10, 10000),
        notice_ms = notice * 1000,
        memory = within("memory", given.memory, MEMORY),
        turn = of_turn(given.turn),
    }
end

--- The limits that the machine of scripts heeds itself, for host.limit.
function M.of_scripts(limits)
    local turn = limits.turn
    return {
        instructions = turn.instructions,
        ms = turn.ms,
        turn_memory = turn.memory,
        depth = turn.depth,
        memory = limits.memory,
    }
end

--- Raises when a list has over `most` entries; `what` names it.
function M.list(most, list, what)
    if #list > most then
        error(("%s has %d entries: %d is the limit (turn.list in content/limits.lua)"):format(what, #list, most), 0)
    end
    return list
end

return M
