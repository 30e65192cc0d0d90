-- What a value (values.lua) has under a name, and what it has as entries: fields of rows by their schema,
-- of documents and arguments by their declaration, of tables as they are written out.
local import = ...
local frozen = import "frozen"

local M = {}

M.MOST = 300 -- values of one expression; more is unknown

local NOTHING = { { k = "nothing" } }
local UNKNOWN = { { k = "unknown" } }

local function signature(value)
    return ("%s\0%s\0%s"):format(value.k, tostring(value.v or value.kind or value.node), tostring(value.id))
end

--- Lists of values as one, each value once.
local function union(lists)
    if #lists == 1 then
        return lists[1]
    end
    local out, seen = {}, {}
    for _, list in ipairs(lists) do
        for _, value in ipairs(list) do
            local sign = signature(value)
            if not seen[sign] then
                seen[sign] = true
                out[#out + 1] = value
            end
        end
    end
    return #out > M.MOST and UNKNOWN or out
end

local function each(list, fn)
    if #list == 1 then
        return fn(list[1])
    end
    local lists = {}
    for i, value in ipairs(list) do
        lists[i] = fn(value)
    end
    return union(lists)
end

-- A plain value of content.
local function datum(v, at)
    if type(v) == "string" then
        return { { k = "string", v = v, at = at, data = true } }
    elseif type(v) == "table" then
        return { { k = "data", v = v } }
    end
    return NOTHING
end

-- ----- fields of what is known

local function row_field(self, row, name, at)
    local schema = self.game.schemas[row.kind]
    local field = schema and schema.table[name]
    if name == "id" then
        return { { k = "rowid", kind = row.kind } }
    elseif not field then
        return NOTHING
    elseif field.type == "ref" then
        return { { k = "rowid", kind = field.of } }
    elseif field.type == "key" then
        return { { k = "key" } }
    end
    local lists = {}
    for _, id in ipairs(row.id and { row.id } or frozen.keys(self.game.rows[row.kind])) do
        local found = self.game.rows[row.kind][id]
        lists[#lists + 1] = datum(found and found[name], at)
    end
    return union(lists)
end

-- A declared field's values: of a document, an argument, an event.
local function field_values(field)
    if not field then
        return UNKNOWN
    elseif field.type == "ref" then
        return { { k = "rowid", kind = field.of } }
    elseif field.type == "key" then
        return { { k = "key" } }
    elseif field.type == "one_of" then
        return each(field.of, datum)
    end
    return UNKNOWN
end

local function table_field(self, value, name)
    local lists = {}
    for _, item in ipairs(value.node.items) do
        if item.key and item.key.t == "string" and (not name or item.key.value == name) then
            lists[#lists + 1] = self:of(item.value)
        elseif not name or (item.key and item.key.t ~= "string") then
            lists[#lists + 1] = self:of(item.value)
        end
    end
    local bind = value.bind
    for key, given in next, bind and bind.fields or {} do
        for _, one in ipairs((not name or key == name) and given or {}) do
            lists[#lists + 1] = self:of(one)
        end
    end
    for _, one in ipairs(bind and bind.computed or {}) do
        lists[#lists + 1] = self:of(one)
    end
    return #lists > 0 and union(lists) or UNKNOWN
end

--- A file of scripts as a value.
local function file_of(self, path)
    local chunk = self.chunks[path]
    return chunk and { { k = "file", file = path, chunk = chunk } } or UNKNOWN
end

-- What any row of content, or any document, has under a name, when nothing else is known.
local function guess_field(self, name)
    for _, schema in next, self.game.schemas do
        local field = schema.table[name]
        if field and (field.type == "ref" or field.type == "key") then
            return field_values(field)
        end
    end
    return UNKNOWN
end

local function data_field(value, name)
    if name then
        return datum(value.v[name])
    end
    local lists = {}
    for _, key in ipairs(frozen.keys(value.v)) do
        lists[#lists + 1] = datum(value.v[key])
    end
    return union(lists)
end

local fields = {
    content = function(_, _, name)
        return name and { { k = "kind", kind = name } } or UNKNOWN
    end,
    kind = function(_, value, name)
        return { { k = "row", kind = value.kind, id = name or nil } }
    end,
    row = function(self, value, name, at)
        return name and row_field(self, value, name, at) or UNKNOWN
    end,
    rules = function(self, _, name)
        return name and file_of(self, ("scripts/rules/%s.lua"):format(name)) or UNKNOWN
    end,
    file = function(self, value, name)
        return self:inside(value.chunk.main, 1, function(made)
            return self:field(made, name)
        end)
    end,
    table = table_field,
    data = function(_, value, name)
        return data_field(value, name)
    end,
    doc = function(self, value, name)
        local kind = self.game.documents[value.kind]
        local found = name and kind and field_values(kind.fields[name]) or UNKNOWN
        return found
    end,
    args = function(_, value, name)
        for _, field in ipairs(value.fields) do
            if field.id == name then
                return field_values(field)
            end
        end
        return UNKNOWN
    end,
    nothing = function()
        return NOTHING
    end,
}

--- The values of `name` (false: of any name) in one value. self: a values.lua.
function M.field(self, value, name, at)
    local reader = fields[value.k]
    if reader then
        return reader(self, value, name, at)
    end
    return name and guess_field(self, name) or UNKNOWN
end

--- The entries (place 2) or keys (place 1) of one value.
function M.element(self, value, place)
    if value.k == "table" and place == 2 then
        local lists = {}
        for _, item in ipairs(value.node.items) do
            lists[#lists + 1] = self:of(item.value)
        end
        return #lists > 0 and union(lists) or UNKNOWN
    elseif value.k == "table" then
        local lists = {}
        for _, item in ipairs(value.node.items) do
            lists[#lists + 1] = item.key and self:of(item.key) or NOTHING
        end
        return union(lists)
    elseif value.k == "data" and place == 2 then
        return data_field(value, false)
    elseif value.k == "data" then
        local lists = {}
        for i, key in ipairs(frozen.keys(value.v)) do
            lists[i] = datum(key)
        end
        return union(lists)
    elseif value.k == "kind" then
        return { place == 2 and { k = "row", kind = value.kind } or { k = "rowid", kind = value.kind } }
    end
    return UNKNOWN
end

M.union, M.each, M.file_of = union, each, file_of

return M
