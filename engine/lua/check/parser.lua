-- Lua's grammar, read for what `check` follows: which names are bound where, what is assigned to them,
-- what functions call and return. Control flow is passed over: whatever stands in a function may happen.
--
--   expression  { t = "string", value } | { t = "name", name, bind } | { t = "index", object, key }
--               | { t = "call", callee, args } | { t = "method", object, name, args }
--               | { t = "func", params, returns, calls, inner } | { t = "table", items = {{key, value}} }
--               | { t = "binary", op, a, b } | { t = "other" }          all with file and line
--   bind        { name, inits = {{expression, place}}, fields = {[key] = {expression}},
--                 param = {func, place} | loop = {expressions, place} }; nil for a global
local import = ...
local tokens = import "tokens"

local M = {}

local Parser = {}
Parser.__index = Parser

local Lexer = {}
Lexer.__index = Lexer

local function new_lexer(source)
    local kinds, values, lines = tokens.read(source)
    return setmetatable({ at = 0, kinds = kinds, values = values, lines = lines }, Lexer)
end

-- Moves on to the next token: its kind, value and line.
function Lexer:next()
    local at = self.at + 1
    self.at, self.kind, self.value, self.line = at, self.kinds[at], self.values[at], self.lines[at]
end

-- Binding powers, left and right.
local BINARY = {
    ["or"] = { 1, 1 },
    ["and"] = { 2, 2 },
    ["<"] = { 3, 3 },
    [">"] = { 3, 3 },
    ["<="] = { 3, 3 },
    [">="] = { 3, 3 },
    ["~="] = { 3, 3 },
    ["=="] = { 3, 3 },
    ["|"] = { 4, 4 },
    ["~"] = { 5, 5 },
    ["&"] = { 6, 6 },
    ["<<"] = { 7, 7 },
    [">>"] = { 7, 7 },
    [".."] = { 9, 8 },
    ["+"] = { 10, 10 },
    ["-"] = { 10, 10 },
    ["*"] = { 11, 11 },
    ["/"] = { 11, 11 },
    ["//"] = { 11, 11 },
    ["%"] = { 11, 11 },
    ["^"] = { 14, 13 },
}
local UNARY = 12
local PREFIX = { ["not"] = true, ["-"] = true, ["#"] = true, ["~"] = true }
local ENDS = { ["end"] = true, ["else"] = true, ["elseif"] = true, ["until"] = true, eof = true }

local expression, block -- the grammar is recursive

local function accept(p, kind)
    if p.lex.kind == kind then
        p.lex:next()
        return true
    end
    return false
end

local function expect(p, kind)
    if not accept(p, kind) then
        error(("%s:%d: %s expected, got %s"):format(p.file, p.lex.line, kind, p.lex.kind), 0)
    end
end

local function node(p, t, line)
    return { t = t, file = p.file, line = line or p.lex.line }
end

local function name_of(p)
    local value = p.lex.value
    expect(p, "name")
    return value
end

-- ----- scopes

local function open(p)
    p.scope = { up = p.scope, names = {} }
end

local function close(p)
    p.scope = p.scope.up
end

local function bind(p, name)
    local made = { name = name, inits = {}, fields = {} }
    p.scope.names[name] = made
    return made
end

local function lookup(p, name)
    local scope = p.scope
    while scope do
        if scope.names[name] then
            return scope.names[name]
        end
        scope = scope.up
    end
end

local function use(p, name, line)
    local made = node(p, "name", line)
    made.name, made.bind = name, lookup(p, name)
    if not made.bind then
        p.chunk.globals[#p.chunk.globals + 1] = made
    end
    return made
end

-- ----- expressions

local function string_node(p, value, line)
    local made = node(p, "string", line)
    made.value = value
    p.chunk.strings[#p.chunk.strings + 1] = made
    return made
end

local function expressions(p)
    local list = { expression(p, 0) }
    while accept(p, ",") do
        list[#list + 1] = expression(p, 0)
    end
    return list
end

local function table_node(p)
    local made = node(p, "table")
    made.items = {}
    expect(p, "{")
    while p.lex.kind ~= "}" do
        local item = {}
        local line = p.lex.line
        if accept(p, "[") then
            item.key = expression(p, 0)
            expect(p, "]")
            expect(p, "=")
            item.value = expression(p, 0)
        else
            item.value = expression(p, 0)
            if item.value.t == "name" and p.lex.kind == "=" then
                p:forget(item.value)
                item.key = { t = "string", file = p.file, line = line, value = item.value.name }
                p.lex:next()
                item.value = expression(p, 0)
            end
        end
        made.items[#made.items + 1] = item
        if not accept(p, ",") then
            accept(p, ";")
        end
    end
    expect(p, "}")
    return made
end

--- `name =` in a table is no use of a variable.
function Parser:forget(name)
    local globals = self.chunk.globals
    if globals[#globals] == name then
        globals[#globals] = nil
    end
end

local function parameters(p, func, method)
    local names = method and { "self" } or {}
    expect(p, "(")
    while p.lex.kind ~= ")" do
        if not accept(p, "...") then
            names[#names + 1] = name_of(p)
        end
        accept(p, ",")
    end
    expect(p, ")")
    for place, name in ipairs(names) do
        local made = bind(p, name)
        made.param = { func = func, place = place }
        func.params[place] = made
    end
end

local function function_node(p, line, method)
    local func = node(p, "func", line)
    func.params, func.returns, func.calls, func.inner, func.callers = {}, {}, {}, {}, {}
    func.up = p.func
    p.func.inner[#p.func.inner + 1] = func
    p.func = func
    open(p)
    parameters(p, func, method)
    block(p)
    close(p)
    expect(p, "end")
    p.func = func.up
    return func
end

local function arguments(p)
    if p.lex.kind == "string" then
        local value, line = p.lex.value, p.lex.line
        p.lex:next()
        return { string_node(p, value, line) }
    elseif p.lex.kind == "{" then
        return { table_node(p) }
    end
    expect(p, "(")
    local args = p.lex.kind == ")" and {} or expressions(p)
    expect(p, ")")
    return args
end

local function call_node(p, made)
    made.func = p.func
    p.func.calls[#p.func.calls + 1] = made
    p.chunk.calls[#p.chunk.calls + 1] = made
    return made
end

local function index_node(p, object, key, line)
    local made = node(p, "index", line)
    made.object, made.key, made.func = object, key, p.func
    p.chunk.indexes[#p.chunk.indexes + 1] = made
    return made
end

-- One more .name, [key], :name(...) or (...) behind `left`; nil if there is none.
local function suffix(p, left)
    local kind, line = p.lex.kind, p.lex.line
    if kind == "." then
        p.lex:next()
        local key = { t = "string", file = p.file, line = p.lex.line, value = p.lex.value }
        expect(p, "name")
        return index_node(p, left, key, key.line)
    elseif kind == "[" then
        p.lex:next()
        local key = expression(p, 0)
        expect(p, "]")
        return index_node(p, left, key, line)
    elseif kind == ":" then
        p.lex:next()
        local made = node(p, "method")
        made.object, made.name = left, name_of(p)
        made.args = arguments(p)
        return call_node(p, made)
    elseif kind == "(" or kind == "string" or kind == "{" then
        local made = node(p, "call", line)
        made.callee, made.args = left, arguments(p)
        return call_node(p, made)
    end
end

local function primary(p)
    local line = p.lex.line
    local left
    if accept(p, "(") then
        left = expression(p, 0)
        expect(p, ")")
    else
        left = use(p, name_of(p), line)
    end
    while true do
        local longer = suffix(p, left)
        if not longer then
            return left
        end
        left = longer
    end
end

local PLAIN = { ["nil"] = true, ["true"] = true, ["false"] = true, number = true, ["..."] = true }

local function simple(p)
    local kind, line = p.lex.kind, p.lex.line
    if kind == "string" then
        local value = p.lex.value
        p.lex:next()
        return string_node(p, value, line)
    elseif PLAIN[kind] then
        p.lex:next()
        local made = node(p, "other", line)
        made.plain = kind
        return made
    elseif kind == "{" then
        return table_node(p)
    elseif accept(p, "function") then
        return function_node(p, line)
    end
    return primary(p)
end

expression = function(p, power)
    local line = p.lex.line
    local left
    if PREFIX[p.lex.kind] then
        p.lex:next()
        expression(p, UNARY)
        left = node(p, "other", line)
        left.plain = "unary"
    else
        left = simple(p)
    end
    local op = BINARY[p.lex.kind]
    while op and op[1] > power do
        local made = node(p, "binary", line)
        made.op, made.a = p.lex.kind, left
        p.lex:next()
        made.b = expression(p, op[2])
        left = made
        op = BINARY[p.lex.kind]
    end
    return left
end

local grammar = {
    accept = accept,
    expect = expect,
    name_of = name_of,
    open = open,
    close = close,
    bind = bind,
    use = use,
    index_node = index_node,
    function_node = function_node,
    expression = expression,
    expressions = expressions,
    primary = primary,
}
local statement = import "check/statements"(grammar)

block = function(p)
    while not ENDS[p.lex.kind] do
        statement(p)
    end
end
grammar.block = block

--- A file that compiles: { main, calls, indexes, strings, globals }. `main` is the file as a function.
function M.parse(file, source)
    local chunk = { file = file, calls = {}, indexes = {}, strings = {}, globals = {} }
    local p = setmetatable({ file = file, lex = new_lexer(source), chunk = chunk }, Parser)
    p.func = node(p, "func", 1)
    p.func.params, p.func.returns, p.func.calls, p.func.inner, p.func.callers = {}, {}, {}, {}, {}
    chunk.main = p.func
    open(p)
    p.lex:next()
    block(p)
    expect(p, "eof")
    return chunk
end

return M
