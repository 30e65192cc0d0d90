-- Commands: "/give 1002 30". The engine's own (/start, and those for roles: admin.lua) and those of
-- scripts/commands/.
local import = ...
local admin = import "admin"
local docs = import "docs"
local fields = import "fields"
local frozen = import "frozen"
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

-- The words of one argument each; the last one, if it is a text, takes the rest.
local function split(args, rest)
    local out = {}
    for i, field in ipairs(args) do
        if i == #args and field.type == "text" then
            out[i], rest = rest ~= "" and rest or nil, ""
        else
            local word = rest:match("^%S+")
            out[i], rest = word, text.trim(rest:sub(#(word or "") + 1))
        end
    end
    return out, rest ~= ""
end

-- The arguments by id; or nil, text that explains.
local function read(T, command, rest)
    local args, values = command.def.args or {}, {}
    local given, extra = split(args, rest)
    for i, field in ipairs(args) do
        local value, key, more = frozen.copy(field.default)
        if given[i] then
            value, key, more = fields.typed(field, given[i], T.game.has)
        end
        if value ~= nil and field.type == "player" and not docs.get(T, "player", value) then
            value, key = nil, "input.nobody"
        end
        if value == nil then
            local why = key and texts.new(key, more)
            return nil, { texts.new("common.usage", { usage = usage(command) }), why }
        end
        values[field.id] = value
    end
    if extra then
        return nil, texts.new("common.usage", { usage = usage(command) })
    end
    return values
end

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

--- Runs a command of the turn's player; what is wrong with it becomes a note.
function M.run(T, name, rest)
    local engine = own[name] or admin.command(name)
    if engine then
        return engine(T, rest)
    end
    local command = T.game.commands[name]
    if not command then
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
