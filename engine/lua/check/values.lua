-- What an expression may be, as far as the text of the scripts tells: a list of values.
--
--   { k = "string", v, at }      a literal, and the node that it stands at
--   { k = "row", kind, id }      a row of content; id nil: any
--   { k = "rowid", kind }        the id of any row       { k = "key" }  a text's key, out of a row
--   { k = "data", v }            a value out of a row, or a table of such
--   { k = "kind", kind }, { k = "content" }, { k = "rules" }, { k = "file", file }
--   { k = "table", node, bind }  { k = "func", node }    { k = "doc", kind }
--   { k = "text" }               what ctx:t gives        { k = "args", fields }
--   { k = "nothing" }            no name: nil, a number, a comparison
--   { k = "unknown", prefix }    cannot be followed
--
-- Functions are followed without regard to who calls them: a parameter may be what any caller gives.
-- Whatever is in the middle of being followed (recursion) gives nothing new.
local import = ...
local frozen = import "frozen"

local Values = {}
Values.__index = Values

local M = {}

local MOST = 300 -- values of one expression; more is unknown
local DEEPEST = 60 -- expressions in expressions, calls in calls

local NOTHING = { { k = "nothing" } }
local UNKNOWN = { { k = "unknown" } }
local TEXT = { { k = "text" } }

--- chunks: { ["scripts/..."] = a parsed file }.
function M.new(game, chunks)
    return setmetatable({ game = game, chunks = chunks, known = {}, under_way = {}, depth = 0 }, Values)
end

local function signature(value)
    return ("%s\0%s\0%s"):format(value.k, tostring(value.v or value.kind or value.node), tostring(value.id))
end

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
    return #out > MOST and UNKNOWN or out
end

local function each(list, fn)
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

local function names_of(key)
    local names = {}
    for _, value in ipairs(key) do
        if value.k ~= "string" then
            return { false }
        end
        names[#names + 1] = value.v
    end
    return #names > 0 and names or { false }
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

--- The values of `name` (false: of any name) in one value.
function Values:field(value, name, at)
    local reader = fields[value.k]
    if reader then
        return reader(self, value, name, at)
    end
    return name and guess_field(self, name) or UNKNOWN
end

-- ----- functions

--- What a function returns at `place`, each value through `fn` if it is given.
function Values:inside(func, place, fn)
    local lists = {}
    for _, list in ipairs(func.returns) do
        local last = list[#list]
        if list[place] then
            lists[#lists + 1] = self:of(list[place])
        elseif last and (last.t == "call" or last.t == "method") then
            lists[#lists + 1] = self:of(last, place - #list + 1)
        else
            lists[#lists + 1] = NOTHING
        end
    end
    local out = union(lists)
    return fn and each(out, fn) or out
end

--- The functions that an expression may be.
function Values:functions(expression)
    local out = {}
    for _, value in ipairs(self:of(expression)) do
        if value.k == "func" then
            out[#out + 1] = value.node
        end
    end
    return out
end

local function element(self, value, place)
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

--- The entries of a list (place 2) or the keys of a table (place 1) that an expression may be.
function Values:elements(expression, place)
    return each(self:of(expression), function(value)
        return element(self, value, place or 2)
    end)
end

local function argument(caller, place)
    local args = caller.args
    if caller.t == "method" and not caller.plain then
        place = place - 1
        if place == 0 then
            return caller.object
        end
    end
    return args[place]
end

local function parameter(self, bind)
    local func, place, lists = bind.param.func, bind.param.place, {}
    for _, given in ipairs(func.given or {}) do
        lists[#lists + 1] = given[place] or NOTHING
    end
    for _, caller in ipairs(func.callers) do
        local expression = argument(caller, place)
        lists[#lists + 1] = expression and self:of(expression) or NOTHING
    end
    return #lists > 0 and union(lists) or UNKNOWN
end

local function looped(self, bind)
    local first = bind.loop.list[1]
    local name = first.t == "call" and first.callee.t == "name" and not first.callee.bind and first.callee.name
    if name == "ipairs" and bind.loop.place == 1 then
        return NOTHING
    elseif name == "ipairs" or name == "pairs" then
        return first.args[1] and self:elements(first.args[1], bind.loop.place) or UNKNOWN
    end
    return UNKNOWN
end

local function bound(self, bind)
    if bind.number then
        return NOTHING
    elseif bind.param then
        local lists = { parameter(self, bind) }
        for _, one in ipairs(bind.inits) do
            lists[#lists + 1] = self:of(one.expression, one.place)
        end
        return union(lists)
    elseif bind.loop then
        return looped(self, bind)
    end
    local lists = {}
    for _, one in ipairs(bind.inits) do
        lists[#lists + 1] = each(self:of(one.expression, one.place), function(value)
            if value.k == "table" and not value.bind then
                return { { k = "table", node = value.node, bind = bind } }
            end
            return { value }
        end)
    end
    return #lists > 0 and union(lists) or NOTHING
end

-- ----- expressions

local readers = {}

readers.string = function(_, node)
    return { { k = "string", v = node.value, at = node } }
end

readers.other = function(_, node)
    return node.plain == "..." and UNKNOWN or NOTHING
end

readers.func = function(_, node)
    return { { k = "func", node = node } }
end

readers.table = function(_, node)
    return { { k = "table", node = node } }
end

readers.name = function(self, node)
    if node.bind then
        return bound(self, node.bind)
    elseif node.name == "content" or node.name == "rules" then
        return { { k = node.name } }
    end
    return UNKNOWN
end

readers.index = function(self, node)
    local object, key = node.object, node.key
    if object.t == "name" and M.is_ctx(object) and key.t == "string" then
        return key.value == "player" and { { k = "doc", kind = "player" } } or key.value == "now" and NOTHING or UNKNOWN
    end
    local names = names_of(self:of(key))
    local lists = {}
    for _, name in ipairs(names) do
        lists[#lists + 1] = each(self:of(object), function(value)
            return self:field(value, name, node)
        end)
    end
    return union(lists)
end

local function joined(a, b)
    local out = {}
    for _, left in ipairs(a) do
        for _, right in ipairs(b) do
            if left.k == "string" and right.k == "string" then
                out[#out + 1] = { k = "string", v = left.v .. right.v, at = left.at }
            else
                out[#out + 1] = { k = "unknown", prefix = left.k == "string" and left.v or left.prefix }
            end
        end
    end
    return #out > MOST and UNKNOWN or out
end

readers.binary = function(self, node)
    if node.op == "and" then
        return self:of(node.b)
    elseif node.op == "or" then
        return union { self:of(node.a), self:of(node.b) }
    elseif node.op == ".." then
        return joined(self:of(node.a), self:of(node.b))
    end
    return NOTHING
end

local function required(self, node)
    local name = node.args[1] and node.args[1].t == "string" and node.args[1].value
    return name and file_of(self, ("scripts/%s.lua"):format(name:gsub("%.", "/"))) or UNKNOWN
end

readers.call = function(self, node, place)
    local callee = node.callee
    if callee.t == "name" and not callee.bind then
        if callee.name == "require" then
            return each(required(self, node), function(value)
                return value.k == "file" and self:inside(value.chunk.main, 1) or { value }
            end)
        end
        return UNKNOWN
    end
    local lists = {}
    for _, func in ipairs(self:functions(callee)) do
        lists[#lists + 1] = self:inside(func, place)
    end
    return #lists > 0 and union(lists) or UNKNOWN
end

local CTX = {
    t = function()
        return TEXT
    end,
    lore = function()
        return TEXT
    end,
    get = function(self, node)
        local kind = node.args[1] and self:of(node.args[1])[1]
        return { { k = "doc", kind = kind and kind.v } }
    end,
    pick = function(self, node)
        return node.args[1] and self:elements(node.args[1]) or UNKNOWN
    end,
}
CTX.make = CTX.get

readers.method = function(self, node, place)
    local object = node.object
    if object.t == "name" and M.is_ctx(object) then
        local reader = CTX[node.name]
        return reader and reader(self, node) or UNKNOWN
    elseif node.name == "format" then
        local format = self:of(object)[1]
        return { { k = "unknown", prefix = format and format.v and format.v:match("^[^%%]*") } }
    end
    local lists = {}
    for _, value in ipairs(self:of(object)) do
        for _, found in ipairs(self:field(value, node.name)) do
            lists[#lists + 1] = found.k == "func" and self:inside(found.node, place) or UNKNOWN
        end
    end
    return #lists > 0 and union(lists) or UNKNOWN
end

--- Is this variable the ctx of a turn? By its name, or as the first parameter of a declared function.
function M.is_ctx(name)
    return name.name == "ctx" or (name.bind ~= nil and name.bind.ctx == true)
end

--- The values of an expression; `place`: of a call's results (1, if absent).
function Values:of(node, place)
    place = place or 1
    local known = self.known[node]
    if known and known[place] then
        return known[place]
    elseif self.under_way[node] then
        self.cut = true
        return {}
    elseif self.depth > DEEPEST then
        return UNKNOWN
    end
    self.under_way[node], self.depth = true, self.depth + 1
    local was_cut = self.cut
    self.cut = false
    local found = readers[node.t](self, node, place)
    self.under_way[node], self.depth = nil, self.depth - 1
    if self.depth == 0 or not self.cut then -- what a recursion cut short is whole at the outermost alone
        known = known or {}
        known[place], self.known[node] = found, known
    end
    self.cut = self.depth > 0 and (self.cut or was_cut)
    return found
end

--- Forgets what was followed: more is known of the functions' callers now.
function Values:forget()
    self.known = {}
end

return M
