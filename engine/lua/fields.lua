-- Fields: one description for content, documents, events, arguments and typed input:
-- { type, of, min, max, default, index, board }. Here a field is checked itself, values are checked
-- against it, defaults are filled in, and typed words are turned into values.
--
-- `refs(kind, id)` tells whether content has that row; it is given by whoever knows the content.
local import = ...
local text = import "text"
local frozen = import "frozen"

local M = {}

local TYPES = {
    text = true,
    integer = true,
    number = true,
    boolean = true,
    one_of = true,
    list = true,
    map = true,
    ref = true,
    key = true,
    player = true,
    duration = true,
}
local KNOWN = {
    type = true,
    of = true,
    min = true,
    max = true,
    default = true,
    index = true,
    board = true,
    id = true,
    run = true,
}

local function is_choices(of)
    for _, value in ipairs(type(of) == "table" and of or {}) do
        if type(value) ~= "string" and type(value) ~= "number" then
            return false
        end
    end
    return type(of) == "table"
end

local function check_of(field, where)
    local of = field.of
    if field.type == "one_of" and not is_choices(of) then
        error(("%s: type one_of needs `of`, a list of texts or numbers"):format(where), 0)
    elseif field.type == "ref" and type(of) ~= "string" then
        error(("%s: type ref needs `of`, a kind of content"):format(where), 0)
    elseif (field.type == "list" or field.type == "map") and type(of) == "table" then
        M.declare(of, where .. ".of")
    end
end

--- Raises when the description itself is wrong; `where` names it.
function M.declare(field, where)
    if type(field) ~= "table" then
        error(('%s: a field is a table like { type = "integer" }'):format(where), 0)
    end
    for _, name in ipairs(frozen.keys(field)) do
        if not KNOWN[name] then
            error(("%s: a field has no %s"):format(where, tostring(name)), 0)
        end
    end
    if not TYPES[field.type] then
        error(("%s: unknown type %s"):format(where, tostring(field.type)), 0)
    end
    for _, name in ipairs { "min", "max" } do
        if field[name] ~= nil and type(field[name]) ~= "number" then
            error(("%s: `%s` is a number"):format(where, name), 0)
        end
    end
    check_of(field, where)
end

--- "90s", "5m", "8h", "3d" or a whole number of seconds; nil if it is neither.
function M.seconds(value)
    if math.type(value) == "integer" and value >= 0 then
        return value
    end
    if type(value) ~= "string" then
        return nil
    end
    local count, unit = value:match("^(%d+)([smhd])$")
    local size = ({ s = 1, m = 60, h = 3600, d = 86400 })[unit]
    return size and tonumber(count) * size
end

local function range(field, size, what)
    if field.min and size < field.min then
        return ("%s at least %s expected, got %s"):format(what, field.min, size)
    end
    if field.max and size > field.max then
        return ("%s at most %s expected, got %s"):format(what, field.max, size)
    end
end

local function one_of(field, value)
    for _, choice in ipairs(field.of) do
        if choice == value then
            return nil
        end
    end
    return ("one of %s expected, got %s"):format(table.concat(frozen.copy(field.of), ", "), tostring(value))
end

local checks = {
    text = function(field, value)
        if type(value) ~= "string" then
            return "a text expected"
        end
        return range(field, text.length(value), "a length of")
    end,
    integer = function(field, value)
        if math.type(value) ~= "integer" then
            return "a whole number expected"
        end
        return range(field, value, "a number of")
    end,
    number = function(field, value)
        if type(value) ~= "number" then
            return "a number expected"
        end
        return range(field, value, "a number of")
    end,
    boolean = function(_, value)
        return type(value) ~= "boolean" and "true or false expected" or nil
    end,
    one_of = one_of,
    key = function(_, value)
        return type(value) ~= "string" and "the key of a text expected" or nil
    end,
    player = function(_, value)
        return type(value) ~= "string" and "a player's id expected" or nil
    end,
    duration = function(_, value)
        return M.seconds(value) == nil and 'a duration like "90s" or "8h" expected' or nil
    end,
    ref = function(field, value, refs)
        if type(value) ~= "string" then
            return ("an id of content.%s expected"):format(field.of)
        end
        if refs and not refs(field.of, value) then
            return ("content.%s has no row %s"):format(field.of, value)
        end
    end,
}

local function entries(field, value, refs)
    if type(value) ~= "table" then
        return ("a %s expected"):format(field.type)
    end
    if type(field.of) ~= "table" then
        return nil
    end
    for _, key in ipairs(frozen.keys(value)) do
        local reason = M.check(field.of, value[key], refs)
        if reason then
            return ("%s: %s"):format(tostring(key), reason)
        end
    end
end
checks.list, checks.map = entries, entries

--- nil if the value fits, else the reason.
function M.check(field, value, refs)
    return checks[field.type](field, value, refs)
end

--- What fill has to look at: { {name, default}, ... }, by name.
function M.defaults(fields)
    local list = {}
    for _, name in ipairs(frozen.keys(fields)) do
        if fields[name].default ~= nil then
            list[#list + 1] = { name = name, default = fields[name].default }
        end
    end
    return list
end

--- Fills these defaults into `row` in place; true if there were any to fill in.
function M.fill_in(defaults, row)
    local filled = false
    for i = 1, #defaults do
        local one = defaults[i]
        if row[one.name] == nil then
            row[one.name] = frozen.copy(one.default)
            filled = true
        end
    end
    return filled
end

--- Fills defaults into `row` in place; true if there were any to fill in.
function M.fill(fields, row)
    local filled = false
    for name, field in next, frozen.data(fields) do
        if row[name] == nil and field.default ~= nil then
            row[name] = frozen.copy(field.default)
            filled = true
        end
    end
    return filled
end

local TRUE = { ["1"] = true, yes = true, ["true"] = true, ["да"] = true, on = true }
local FALSE = { ["0"] = true, no = true, ["false"] = true, ["нет"] = true, off = true }

local function read(field, word)
    if field.type == "integer" or field.type == "number" then
        local number = tonumber(word)
        return field.type == "number" and number or math.tointeger(number)
    elseif field.type == "boolean" then
        local low = text.lower(word)
        if TRUE[low] or FALSE[low] then
            return TRUE[low] == true
        end
        return nil
    end
    return word
end

local function size(field, value)
    if field.type == "text" then
        return text.length(value)
    end
    return type(value) == "number" and value or nil
end

--- What a player typed, as a value; or nil with the key and arguments of a text that explains.
function M.typed(field, word, refs)
    local value = read(field, text.trim(word))
    if value == nil then
        return nil, "input.number"
    end
    local count = size(field, value)
    local kind = field.type == "text" and "input.text" or "input.range"
    if count and field.min and count < field.min then
        return nil, kind .. ".min", { n = field.min }
    elseif count and field.max and count > field.max then
        return nil, kind .. ".max", { n = field.max }
    elseif M.check(field, value, refs) then
        return nil, "input.unfit"
    end
    return value
end

return M
