-- All scripts of a game as one program: parsed, with what is declared where, who calls which function,
-- and which functions a declared field may run.
local import = ...
local frozen = import "frozen"
local parser = import "check/parser"
local values = import "check/values"

local Program = {}
Program.__index = Program

local M = {}

local FOLLOWED_MAX = 256 * 1024 -- bytes of a file

local WORDS = { scene = true, quest = true, timer = true, command = true }
local ACTS = { run = true, undo = true, enter = true } -- those of a scene or choice that may lead on

local function parse(file, source)
    if #source > FOLLOWED_MAX then
        error(("%s: more than %d bytes"):format(file, FOLLOWED_MAX), 0)
    end
    return parser.parse(file, source)
end

-- Files that compile and yet cannot be read are put into `lost`, with the reason.
local function parse_all(game, sources, lost)
    local chunks = {}
    for _, path in ipairs(frozen.keys(sources)) do
        if path:match("%.lua$") and not path:match("^meta/") and not game.broken[path] then
            local file = "scripts/" .. path
            local ok, chunk = pcall(parse, file, sources[path])
            chunks[file], lost[file] = ok and chunk or nil, not ok and chunk or nil
        end
    end
    return chunks
end

-- scene "id" { ... }: the word, the id and the table; nil for any other call.
local function declaration(call)
    local head = call.t == "call" and call.callee
    local word = head and head.t == "call" and head.callee.t == "name" and not head.callee.bind and head.callee.name
    local id, body = word and head.args[1], call.args[1]
    if WORDS[word] and id and id.t == "string" and body and body.t == "table" then
        return word, id, body
    end
end

--- The value of a literal field of a table; nil if it has none.
function M.item(node, name)
    for _, item in ipairs(node.items) do
        if item.key and item.key.t == "string" and item.key.value == name then
            return item.value, item.key
        end
    end
end

-- The list part of a table, as tables.
local function parts(node)
    local list = {}
    for _, item in ipairs(node.items) do
        if not item.key and item.value.t == "table" then
            list[#list + 1] = item.value
        end
    end
    return list
end

local function take(self, call)
    local word, id, body = declaration(call)
    if not word then
        return
    end
    local made = { word = word, id = id.value, node = body, file = id.file, line = id.line, parts = {} }
    for _, part in ipairs(parts(body)) do
        local name = M.item(part, "id")
        made.parts[#made.parts + 1] = { id = name and name.value, node = part, line = name and name.line or part.line }
    end
    self.declared[word][id.value] = self.declared[word][id.value] or made
    self.all[#self.all + 1] = made
end

local function note_call(self, call)
    local funcs = {}
    if call.t == "call" then
        funcs = self.values:functions(call.callee)
    elseif not (call.object.t == "name" and values.is_ctx(call.object)) then
        for _, value in ipairs(self.values:of(call.object)) do
            for _, found in ipairs(value.k ~= "unknown" and self.values:field(value, call.name) or {}) do
                funcs[#funcs + 1] = found.k == "func" and found.node or nil
            end
        end
    end
    call.runs = funcs
    for _, func in ipairs(funcs) do
        func.callers[#func.callers + 1] = call
    end
end

-- What functions of a declared field are given: ctx, and a second value if it is known.
local function give(self, expression, second)
    for _, func in ipairs(expression and self.values:functions(expression) or {}) do
        if func.params[1] then
            func.params[1].ctx = true
        end
        func.given = func.given or {}
        table.insert(func.given, { {}, second })
    end
end

-- The entries of a choice's `each`, a list or a function that gives one.
local function entries(self, each)
    if not each then
        return nil
    end
    local lists = {}
    for _, func in ipairs(self.values:functions(each)) do
        for _, returned in ipairs(func.returns) do
            lists[#lists + 1] = returned[1] and self.values:elements(returned[1]) or nil
        end
    end
    return lists[1] or self.values:elements(each)
end

local function give_all(self, made)
    for _, item in ipairs(made.node.items) do
        if item.key then
            give(self, item.value)
        end
    end
    local input = M.item(made.node, "input")
    for _, value in ipairs(input and self.values:of(input) or {}) do
        for _, run in ipairs(value.k == "table" and self.values:field(value, "run") or {}) do
            if run.k == "func" and run.node.params[1] then
                run.node.params[1].ctx = true
            end
        end
    end
    for _, part in ipairs(made.parts) do
        local given = made.word == "scene" and entries(self, M.item(part.node, "each")) or nil
        for _, item in ipairs(part.node.items) do
            if item.key then
                give(self, item.value, given)
            end
        end
    end
end

local function each_call(self, fn)
    for _, file in ipairs(frozen.keys(self.chunks)) do
        for _, call in ipairs(self.chunks[file].calls) do
            fn(self, call)
        end
    end
end

--- game: loaded; game.broken are files that do not compile.
function M.new(game)
    local lost = {}
    local self = setmetatable({
        game = game,
        chunks = parse_all(game, game.sources, lost),
        lost = lost, -- file -> reason
        declared = { scene = {}, quest = {}, timer = {}, command = {} },
        all = {},
    }, Program)
    self.values = values.new(game, self.chunks)
    each_call(self, take)
    each_call(self, note_call)
    self.values:forget()
    for _, made in ipairs(self.all) do
        give_all(self, made)
    end
    self.values:forget()
    return self
end

--- Calls fn(chunk, file) for every file, by path.
function Program:each(fn)
    for _, file in ipairs(frozen.keys(self.chunks)) do
        fn(self.chunks[file], file)
    end
end

local function reach(func, seen, fn)
    if seen[func] then
        return
    end
    seen[func] = true
    for _, call in ipairs(func.calls) do
        fn(call)
        for _, next_func in ipairs(call.runs or {}) do
            reach(next_func, seen, fn)
        end
    end
    for _, inner in ipairs(func.inner) do
        reach(inner, seen, fn)
    end
end

local function ignore() end

--- Calls fn(call) for everything that the functions of an expression may call, on the way too. Gives
--- the set of functions that are entered, and false if the expression cannot be followed.
function Program:reached(expression, fn)
    local seen, known = {}, true
    for _, value in ipairs(self.values:of(expression)) do
        if value.k == "func" then
            reach(value.node, seen, fn or ignore)
        elseif value.k == "unknown" then
            known = false
        end
    end
    return seen, known
end

local function add_acts(list, items, id)
    for _, item in ipairs(items) do
        if item.key and ACTS[item.key.value] then
            list[#list + 1] = { id = id or item.key.value, expression = item.value }
        end
    end
end

--- What a declared thing does when it acts, as { {id, expression}, ... }: a scene's `enter`, "input" and
--- choices by their ids, a quest's stages by theirs, the `run` of a timer or a command.
function Program:acts(made)
    local list = {}
    add_acts(list, made.node.items)
    local input = M.item(made.node, "input")
    for _, value in ipairs(input and self.values:of(input) or {}) do
        for _, run in ipairs(value.k == "table" and self.values:field(value, "run") or {}) do
            if run.k == "func" then
                list[#list + 1] = { id = "input", expression = run.node }
            end
        end
    end
    for _, part in ipairs(made.parts) do
        add_acts(list, part.node.items, part.id)
    end
    return list
end

return M
