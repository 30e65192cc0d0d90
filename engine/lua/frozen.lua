-- Read-only tables: what all turns share (content, rules, libraries) must look plain to a script and
-- never change. A frozen table is an empty proxy; the data behind it is known here alone.
--
-- `pairs` goes by sorted keys, so that a turn that is run again does the same in the same order.
local import = ...
local host = import "host"

local M = {}
local behind = host.weak {}

local function refuse(_, key)
    error(("this table is read-only (field %s): what changes is kept in documents"):format(tostring(key)), 2)
end

--- A read-only view of `shown` itself, without the tables in it. `missing(key)`, if given, raises for
--- a key that is not there, or gives what stands for it.
function M.view(shown, missing)
    local index = shown
    if missing then
        index = function(_, key)
            local value = shown[key]
            if value == nil then
                local instead = missing(key) -- no tail call: it raises at the caller's line
                return instead
            end
            return value
        end
    end
    local proxy = setmetatable({}, {
        __index = index,
        __newindex = refuse,
        __len = function()
            return #shown
        end,
        __data = shown, -- for json.encode: a view is kept as what it shows
        __metatable = false,
    })
    behind[proxy] = shown
    return proxy
end

--- A read-only copy of `data`, tables in it included.
function M.freeze(data, missing)
    local shown = {}
    for key, value in next, data do
        shown[key] = type(value) == "table" and not behind[value] and M.freeze(value) or value
    end
    return M.view(shown, missing)
end

function M.is(value)
    return behind[value] ~= nil
end

--- The data of a frozen table, or the table itself: only for the engine's own reading.
function M.data(value)
    return behind[value] or value
end

local function before(a, b)
    local ta, tb = type(a), type(b)
    if ta ~= tb then
        return ta < tb
    end
    if ta == "number" or ta == "string" then
        return a < b
    end
    return false
end

--- The keys of a table, sorted: numbers before text.
function M.keys(value)
    local keys, count, texts = {}, 0, true
    for key in next, M.data(value) do
        count = count + 1
        keys[count] = key
        texts = texts and type(key) == "string"
    end
    if texts then
        table.sort(keys) -- without a call of Lua for each comparison
    else
        table.sort(keys, before)
    end
    return keys
end

--- pairs() of scripts: by sorted keys; entries removed meanwhile are passed over.
function M.pairs(value)
    if type(value) ~= "table" then
        error(("pairs: a table expected, got %s"):format(type(value)), 2)
    end
    local keys, data, at = M.keys(value), M.data(value), 0
    return function()
        repeat
            at = at + 1
            local key = keys[at]
            if key == nil then
                return nil
            end
            local found = data[key]
            if found ~= nil then
                return key, found
            end
        until false
    end
end

--- A deep copy with nothing frozen in it.
function M.copy(value)
    if type(value) ~= "table" then
        return value
    end
    local copy = {}
    for key, entry in next, M.data(value) do
        copy[key] = M.copy(entry)
    end
    return copy
end

return M
