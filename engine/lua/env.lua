-- The world as a script sees it: six words, the safe part of Lua's library, and nothing of the
-- engine. One environment serves all files of a generation; it cannot be written, so no global
-- survives a turn because there are none.
local import = ...
local host = import "host"
local text = import "text"
local frozen = import "frozen"

local M = {}

-- tostring() of a table would show an address, which differs from run to run.
local function plain(value)
    local kind = type(value)
    if kind == "table" or kind == "function" or kind == "userdata" or kind == "thread" then
        return kind
    end
    return tostring(value)
end

local function log(...)
    local words = {}
    for i = 1, select("#", ...) do
        words[i] = plain((select(i, ...)))
    end
    host.log("info", table.concat(words, " "))
end

local function library(source, without, extra)
    local copy = {}
    for name, value in next, source do
        copy[name] = value
    end
    for _, name in ipairs(without or {}) do
        copy[name] = nil
    end
    for name, value in next, extra or {} do
        copy[name] = value
    end
    return frozen.freeze(copy)
end

-- next(t) for "is it empty?": the first entry by sorted keys.
local function first(value, key)
    if key ~= nil then
        error("next() takes a table alone here: use pairs", 2)
    end
    key = frozen.keys(value)[1]
    if key ~= nil then
        return key, value[key]
    end
end

--- words: scene, timer, quest, command, content, rules, require.
function M.new(words)
    local globals = {
        assert = assert,
        error = error,
        ipairs = ipairs,
        next = first,
        pairs = frozen.pairs,
        pcall = pcall,
        print = log,
        select = select,
        tonumber = tonumber,
        tostring = plain,
        type = type,
        math = library(math, { "random", "randomseed" }),
        string = library(string, { "dump" }),
        table = library(table),
        utf8 = library(utf8, nil, { lower = text.lower, upper = text.upper }),
        _VERSION = _VERSION,
    }
    for name, value in next, words do
        globals[name] = value
    end
    return setmetatable({}, {
        __index = function(_, name)
            local value = globals[name]
            if value == nil then
                error(("there is no global %s here"):format(tostring(name)), 2)
            end
            return value
        end,
        __newindex = function(_, name)
            error(("scripts define no globals: write `local %s`"):format(tostring(name)), 2)
        end,
        __metatable = false,
    })
end

return M
