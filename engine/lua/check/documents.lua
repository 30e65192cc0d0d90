-- Documents in scripts and texts: are the kinds and fields that are named declared, and found by?
-- The functions here are words of names.lua, whose object `self` is.
local import = ...
local frozen = import "frozen"
local locales_of = import "locales"

local M = {}

-- The engine adds to every document an id; gold is declared for all.
local function is_field(kind, name)
    return name == "id" or kind.fields[name] ~= nil
end

local function kinds(self, call, fn)
    if not call.args[1] then
        return
    end
    self:follow(call.args[1], "document's kind", function(id, node)
        local kind = self.game.documents[id]
        if not kind then
            self:tell("B016", node, ("there is no content/documents/%s.lua"):format(id))
        else
            fn(kind)
        end
    end)
end

function M.get(self, call)
    kinds(self, call, function() end)
end

-- Calls fn(name, node) for each literal name of a table of fields.
local function names(self, expression, fn)
    for _, value in ipairs(expression and self.values:of(expression) or {}) do
        for _, item in ipairs(value.k == "table" and value.node.items or {}) do
            if item.key and item.key.t == "string" then
                fn(item.key.value, item.key)
            end
        end
    end
end

local function undeclared(self, kind, name, node)
    self:tell("B016", node, ("%s declares no field %s"):format(kind.path, name))
end

function M.make(self, call)
    kinds(self, call, function(kind)
        names(self, call.args[2], function(name, node)
            if not is_field(kind, name) then
                undeclared(self, kind, name, node)
            end
        end)
    end)
end

local function need(self, kind, name, node, mark)
    local field = kind.fields[name]
    if not field then
        undeclared(self, kind, name, node)
    elseif not field[mark] then
        self:tell("B016", node, ("field %s of %s is not declared with %s = true"):format(name, kind.path, mark))
    end
end

function M.find(self, call)
    kinds(self, call, function(kind)
        names(self, call.args[2], function(name, node)
            need(self, kind, name, node, "index")
        end)
        for _, value in ipairs(call.args[3] and self.values:of(call.args[3]) or {}) do
            if value.k == "string" then
                need(self, kind, value.v:gsub("^-", ""), value.at or call, "index")
            end
        end
    end)
end

function M.board(self, call)
    local kind = self.game.documents.player
    for _, value in ipairs(call.args[1] and self.values:of(call.args[1]) or {}) do
        if value.k == "string" then
            need(self, kind, value.v, value.at or call, "board")
        end
    end
end

--- `doc.name = ...`: what is not declared is refused when the turn ends.
function M.assigned(self, index, id)
    local kind, name = self.game.documents[id], index.key.t == "string" and index.key.value
    if kind and name and not is_field(kind, name) then
        undeclared(self, kind, name, index)
    end
end

--- {player.name} in a text: the reader's document.
function M.in_text(problems, game, key, entry)
    local kind = game.documents.player
    for _, form in ipairs(frozen.keys(entry.forms)) do
        for _, part in ipairs(entry.forms[form]) do
            local path = type(part) == "table" and part.path
            if path and path[1] == "player" and path[2] and not is_field(kind, path[2]) then
                local message = ("text %s: a player has no field %s"):format(key, path[2])
                problems:add("B016", entry.where, locales_of.name(key), message)
            end
        end
    end
end

return M
