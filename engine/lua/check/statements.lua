-- The statements of Lua's grammar: what they bind, assign and return. See parser.lua, whose functions
-- for names and expressions are G.
local ENDS = { ["end"] = true, ["else"] = true, ["elseif"] = true, ["until"] = true, eof = true }

local G -- set once, when parser.lua is loaded

local function init(made, list, place)
    local last = list[#list]
    if list[place] then
        made.inits[#made.inits + 1] = { expression = list[place], place = 1 }
    elseif last and (last.t == "call" or last.t == "method") then
        made.inits[#made.inits + 1] = { expression = last, place = place - #list + 1 }
    end
end

local function local_statement(p)
    local line = p.lex.line
    if G.accept(p, "function") then
        local made = G.bind(p, G.name_of(p))
        made.inits[1] = { expression = G.function_node(p, line), place = 1 }
        return
    end
    local names = {}
    repeat
        names[#names + 1] = G.name_of(p)
        if G.accept(p, "<") then
            p.lex:next()
            G.expect(p, ">")
        end
    until not G.accept(p, ",")
    local list = G.accept(p, "=") and G.expressions(p) or {}
    for place, name in ipairs(names) do
        init(G.bind(p, name), list, place)
    end
end

local function add_field(object, key, value)
    local made = object.t == "name" and object.bind
    if made and key.t == "string" and value then
        made.fields[key.value] = made.fields[key.value] or {}
        table.insert(made.fields[key.value], value)
    elseif made and value then
        made.computed = made.computed or {}
        table.insert(made.computed, value)
    end
end

local function assign(p, targets, list)
    for place, target in ipairs(targets) do
        if target.t == "name" and target.bind then
            init(target.bind, list, place)
        elseif target.t == "name" then
            target.assigned = true
        elseif target.t == "index" then
            target.assigned = true
            add_field(target.object, target.key, list[place])
        end
    end
    return p
end

local function expression_statement(p)
    local first = G.primary(p)
    if p.lex.kind ~= "=" and p.lex.kind ~= "," then
        return
    end
    local targets = { first }
    while G.accept(p, ",") do
        targets[#targets + 1] = G.primary(p)
    end
    G.expect(p, "=")
    assign(p, targets, G.expressions(p))
end

local function function_statement(p)
    local line = p.lex.line
    local target = G.use(p, G.name_of(p), line)
    local method = false
    while p.lex.kind == "." or p.lex.kind == ":" do
        method = p.lex.kind == ":"
        p.lex:next()
        local key = { t = "string", file = p.file, line = p.lex.line, value = G.name_of(p) }
        target = G.index_node(p, target, key, key.line)
    end
    assign(p, { target }, { G.function_node(p, line, method) })
end

local function for_statement(p)
    local names = { G.name_of(p) }
    G.open(p)
    if G.accept(p, "=") then
        G.expressions(p)
        G.bind(p, names[1]).number = true
    else
        while G.accept(p, ",") do
            names[#names + 1] = G.name_of(p)
        end
        G.expect(p, "in")
        local list = G.expressions(p)
        for place, name in ipairs(names) do
            G.bind(p, name).loop = { list = list, place = place }
        end
    end
    G.expect(p, "do")
    G.block(p)
    G.close(p)
    G.expect(p, "end")
end

local function inside(p, last)
    G.open(p)
    G.block(p)
    if last == "until" then
        G.expect(p, "until")
        G.expression(p, 0)
        G.close(p)
        return
    end
    G.close(p)
end

local function if_statement(p)
    repeat
        G.expression(p, 0)
        G.expect(p, "then")
        inside(p)
    until not G.accept(p, "elseif")
    if G.accept(p, "else") then
        inside(p)
    end
    G.expect(p, "end")
end

local function while_statement(p)
    G.expression(p, 0)
    G.expect(p, "do")
    inside(p)
    G.expect(p, "end")
end

local function do_statement(p)
    inside(p)
    G.expect(p, "end")
end

local function repeat_statement(p)
    inside(p, "until")
end

local function return_statement(p)
    local list = {}
    if not ENDS[p.lex.kind] and p.lex.kind ~= ";" then
        list = G.expressions(p)
    end
    G.accept(p, ";")
    table.insert(p.func.returns, list)
end

local function skip_name(p)
    G.name_of(p)
end

local function label(p)
    G.name_of(p)
    G.expect(p, "::")
end

local STATEMENTS = {
    ["local"] = local_statement,
    ["function"] = function_statement,
    ["if"] = if_statement,
    ["for"] = for_statement,
    ["while"] = while_statement,
    ["repeat"] = repeat_statement,
    ["do"] = do_statement,
    ["return"] = return_statement,
    ["goto"] = skip_name,
    ["::"] = label,
    ["break"] = function() end,
    [";"] = function() end,
}

--- G: parser.lua's functions. Gives the reader of one statement.
return function(grammar)
    G = grammar
    return function(p)
        local statement = STATEMENTS[p.lex.kind]
        if statement then
            p.lex:next()
            return statement(p)
        end
        expression_statement(p)
    end
end
