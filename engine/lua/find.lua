-- ctx:find: the documents of a kind whose fields equal `where`, in order.
--
--   ids from the index (a hint: as committed last)  +  what this turn itself has read or written
--     -> the documents as they are, read like any others -> those that fit -> sorted, the first 200
--
-- So a turn finds what it has made itself, never what it has dropped, and acts on nothing stale: the
-- commit validates each document that was looked at.
local import = ...
local docs = import "docs"
local fields = import "fields"
local frozen = import "frozen"
local index = import "index"
local live = import "live"

local M = {}

local FOUND_MAX = 200

local RANK = { boolean = 1, number = 2, string = 3 }

-- As the core's index orders values: store/find.h.
local function less(a, b)
    local ta, tb = type(a), type(b)
    if ta ~= tb then
        return RANK[ta] < RANK[tb]
    elseif ta == "boolean" then
        return b and not a
    end
    return a < b
end

--- Sorts documents by a field (nil: by id alone), equal ones by id.
function M.sort(list, order, falling)
    table.sort(list, function(a, b)
        local x, y = order and a[order], order and b[order]
        if order and x ~= y then
            if falling then
                return less(y, x)
            end
            return less(x, y)
        end
        return a.id < b.id
    end)
end

--- Does a document have these values, and any value of `order`?
function M.fits(doc, where, order)
    for name, value in next, where do
        if index.value_of(doc, name) ~= value then
            return false
        end
    end
    local key = order and doc[order]
    return order == nil or (key ~= nil and type(key) ~= "table")
end

local function need_index(kind, name, declared, level)
    local field = declared.fields[name]
    if not field or not field.index then
        error(
            ("ctx:find: field %s of %s has no index: declare it with index = true in %s"):format(
                tostring(name),
                kind,
                declared.path
            ),
            level + 1
        )
    end
    return field
end

local function read_where(T, kind, given, declared, level)
    if given ~= nil and type(given) ~= "table" then
        error("ctx:find: `where` is a table of fields", level + 1)
    end
    local where = {}
    for _, name in ipairs(frozen.keys(given or {})) do
        local value = given[name]
        local reason = fields.check(need_index(kind, name, declared, level + 1), value, T.game.has)
        if reason then
            error(("ctx:find: %s of %s: %s"):format(name, kind, reason), level + 1)
        end
        where[name] = value
    end
    return where
end

local function read_order(kind, given, declared, level)
    if given == nil then
        return nil, false
    elseif type(given) ~= "string" then
        error('ctx:find: an order is a field, as "till", or "-till" for falling', level + 1)
    end
    local sign, name = given:match("^(%-?)(.*)$")
    need_index(kind, name, declared, level + 1)
    return name, sign == "-"
end

-- The documents of the kind that this turn has read or made already.
local function own(T, kind)
    local ids = {}
    for _, slot in next, T.docs do
        if slot.kind == kind then
            ids[#ids + 1] = slot.id
        end
    end
    return ids
end

--- A list of at most 200 documents. Waits.
function M.find(T, kind, given, order, level)
    level = level + 1
    local declared = T.game.documents[kind]
    if not declared then
        error(("there is no content/documents/%s.lua"):format(tostring(kind)), level)
    end
    local where = read_where(T, kind, given, declared, level)
    local name, falling = read_order(kind, order, declared, level)
    local mine = own(T, kind)
    if T.lives then
        live.looked(T, kind)
    end
    local most = FOUND_MAX + math.min(#mine, FOUND_MAX)
    local ids = T.unit.find(kind, where, name, falling, declared.indexed ~= nil, most, declared.live)
    local list, seen = {}, {}
    for _, some in ipairs { ids, mine } do
        for _, id in ipairs(some) do
            local doc = not seen[id] and docs.get(T, kind, id, level)
            seen[id] = true
            if doc and M.fits(doc, where, name) then
                list[#list + 1] = doc
            end
        end
    end
    M.sort(list, name, falling)
    for i = #list, FOUND_MAX + 1, -1 do
        list[i] = nil
    end
    return list
end

return M
