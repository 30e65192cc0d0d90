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
local parts = import "check/parts"

local Values = {}
Values.__index = Values

local M = {}

local STEPS_MAX = 600 -- expressions looked at for one; functions that call each other could make more
local DEEPEST = 60 -- expressions in expressions, calls in calls

local union, each = parts.union, parts.each

local NOTHING = { { k = "nothing" } }
local UNKNOWN = { { k = "unknown" } }
local TEXT = { { k = "text" } }

--- chunks: { ["scripts/..."] = a parsed file }.
function M.new(game, chunks)
    return setmetatable({ game = game, chunks = chunks, known = {}, under_way = {}, depth = 0, steps = 0 }, Values)
end

--- The values of `name` (false: of any name) in one value.
function Values:field(value, name, at)
    return parts.field(self, value, name, at)
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

--- The entries of a list (place 2) or the keys of a table (place 1) that an expression may be.
function Values:elements(expression, place)
    return each(self:of(expression), function(value)
        return parts.element(self, value, place or 2)
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
    local names = key.t == "string" and { key.value } or names_of(self:of(key))
    local lists = {}
    for i, name in ipairs(names) do
        lists[i] = each(self:of(object), function(value)
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
    return #out > parts.MOST and UNKNOWN or out
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
    return name and parts.file_of(self, ("scripts/%s.lua"):format(name:gsub("%.", "/"))) or UNKNOWN
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
    elseif self.depth > DEEPEST or (self.depth > 0 and self.steps > STEPS_MAX) then
        self.cut = true
        return UNKNOWN
    end
    self.under_way[node], self.depth = true, self.depth + 1
    self.steps = self.depth == 1 and 0 or self.steps + 1
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
