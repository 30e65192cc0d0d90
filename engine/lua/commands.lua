-- Commands: "/give 1002 30". The engine's own (/start, and those for roles: admin.lua) and those of
-- scripts/commands/.
local import = ...
local admin = import "admin"
local fields = import "fields"
local frozen = import "frozen"
local named = import "named"
local pioneers = import "pioneers"
local report = import "report"
local text = import "text"
local texts = import "texts"

local M = {}

--- name and rest of "/name@bot rest", or nil for plain words.
function M.parse(words)
    local name = words:match("^/([%w_]+)")
    if not name then
        return nil
    end
    local rest = words:sub(#name + 2):gsub("^@[%w_]+", "")
    return name:lower(), text.trim(rest)
end

local function usage(command)
    local parts = { "/" .. command.id }
    for _, field in ipairs(command.def.args or {}) do
        parts[#parts + 1] = field.default == nil and field.id or ("[%s]"):format(field.id)
    end
    return table.concat(parts, " ")
end

-- One word, or the whole rest.
local function cut(rest, whole)
    local word = whole and rest or rest:match("^%S+")
    return word ~= "" and word or nil, text.trim(rest:sub(#(word or "") + 1))
end

-- How many words the arguments from `at` on need.
local function needed(args, at)
    local count = 0
    for i = at, #args do
        count = count + (args[i].default == nil and 1 or 0)
    end
    return count
end

local function count_words(rest)
    return select(2, rest:gsub("%S+", ""))
end

-- A player: who is answered, if there are too few words; or who is named.
local function read_player(T, args, at, rest)
    local others = needed(args, at + 1)
    local answered = count_words(rest) <= others and named.answered(T)
    if answered then
        return answered, rest
    elseif rest == "" then
        return nil, rest
    end
    return named.first(T, rest, others)
end

-- The argument at `at`, and what is left; or nil, what is left, and the key and arguments of a text that
-- explains. The last one, if it is a text, takes the rest.
local function read_one(T, args, at, rest)
    local field = args[at]
    if field.type == "player" and (rest ~= "" or field.default == nil) then
        return read_player(T, args, at, rest)
    end
    local word, left = cut(rest, at == #args and field.type == "text")
    if not word then
        return frozen.copy(field.default), left
    end
    local value, key, more = fields.typed(field, word, T.game.has)
    return value, left, key, more
end

-- The arguments by id; or nil, text that explains.
local function read(T, command, rest)
    local args, values = command.def.args or {}, {}
    for i, field in ipairs(args) do
        local value, left, key, more = read_one(T, args, i, rest)
        if value == nil then
            local why = key and texts.new(key, more)
            return nil, { texts.new("common.usage", { usage = usage(command) }), why }
        end
        values[field.id], rest = value, left
    end
    if rest ~= "" then
        return nil, texts.new("common.usage", { usage = usage(command) })
    end
    return values
end
M.read = read

local function allowed_here(T, command)
    local where = command.def.where or "private"
    if where == "anywhere" or (where == "private") == T.event.private then
        return true
    end
    T:note(texts.new(where == "private" and "common.private_only" or "common.group_only"))
    return false
end

local own = {
    start = function() end, -- showing where the player stands is what follows every turn
}

--- The engine's own commands where a game has lore.
M.LORE = { pioneers = pioneers.list, report = report.ask }

--- One of those: the function, or nil. A game's own command of that name comes first.
function M.of_lore(game, name)
    return next(game.prompts) ~= nil and not game.commands[name] and M.LORE[name] or nil
end

--- Runs a command of the turn's player; what is wrong with it becomes a note.
function M.run(T, name, rest)
    local engine = own[name] or admin.command(name) or M.of_lore(T.game, name)
    if engine then
        return engine(T, rest)
    end
    local command = T.game.commands[name]
    if not command or command.def.where == "inline" then
        return T:note(texts.new("common.no_command", { command = "/" .. name }))
    elseif command.def.role and not admin.allowed(T, name, command.def.role, rest) then
        return
    elseif not allowed_here(T, command) then
        return
    end
    local args, why = read(T, command, rest)
    if not args then
        return T:note(why)
    end
    if not T:begin(command) then
        return T:note(texts.new("common.aside.command", { command = "/" .. command.id }))
    end
    if command.def.role then
        T.act = { what = name, detail = rest ~= "" and rest or nil }
    end
    T.leaves_alone = true
    command.def.run(T.ctx, args)
    T.leaves_alone = false
end

--- Is this a command that a group hears?
function M.in_group(T, name)
    local command = T.game.commands[name]
    local where = command and command.def.where
    return where == "group" or where == "anywhere"
end

return M
