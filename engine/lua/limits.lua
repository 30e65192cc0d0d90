-- content/limits.lua: how much may come in from one player, as a designer says it and as the engine
-- counts it.
--
--   return {
--       spam = { rate = "3/s", burst = 30 },   false: no limit
--       lane = 200,
--       notice = "1m",
--   }
--
-- Whatever is left out is as above.
local import = ...
local fields = import "fields"
local frozen = import "frozen"

local M = {}

local UNITS = { s = 1000000, m = 60000000, h = 3600000000 } -- microseconds
local DEFAULTS = { rate = "3/s", burst = 30, lane = 200, notice = "1m" }
local KNOWN = { spam = true, lane = true, notice = true }
local SPAM = { rate = true, burst = true }

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
    }
end

return M
