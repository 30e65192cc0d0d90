-- What outlives a turn is made read-only when it is loaded: state never lives in Lua.
--
-- Scripts have no globals, but their functions keep variables of the file around them (upvalues), and
-- those live as long as the generation. So from every function that the game keeps:
--
--   a variable that holds a table      gets a read-only view of it
--   a variable that holds a function   is followed
--   a variable that is assigned to     is told: B024, and the game is not loaded
--
-- Tables that a declaration hands to scripts (a list in `each`) are replaced as well. A table has one
-- view however often it is met, so that comparing goes on to work. The engine's own functions and
-- tables (with a metatable) are left alone.
local import = ...
local frozen = import "frozen"
local host = import "host"

local Sealed = {}
Sealed.__index = Sealed

local M = {}

--- tell(file, line, message): of variables that are assigned to.
function M.new(tell)
    return setmetatable({ tell = tell, views = host.weak {}, seen = host.weak {} }, Sealed)
end

function Sealed:fn(fn)
    local upvalues = not self.seen[fn] and host.upvalues(fn)
    self.seen[fn] = true
    if not upvalues then
        return
    end
    local name, place = host.assigns(fn)
    if name then
        local file, line = place:match "^(.*):(%d+)$"
        local words = "the variable %s is assigned to, and outlives the turn: state is kept in documents"
        self.tell(file, math.tointeger(tonumber(line)), words:format(name))
    end
    for index, value in next, upvalues do
        local sealed = self:value(value)
        if sealed ~= value then
            host.set_upvalue(fn, index, sealed)
        end
    end
end

--- A value that outlives the turn, as scripts may have it. `missing`: see frozen.freeze.
function Sealed:value(value, missing)
    if type(value) == "function" then
        self:fn(value)
    elseif type(value) == "table" and not frozen.is(value) and getmetatable(value) == nil then
        if not self.views[value] then
            local data = {}
            self.views[value] = frozen.view(data, missing)
            for key, entry in next, value do
                data[key] = self:value(entry)
            end
        end
        return self.views[value]
    end
    return value
end

--- The functions of a declaration (a scene, a command), and the lists that it hands to scripts.
function Sealed:declared(def)
    for key, entry in next, def do
        if type(entry) == "function" then
            self:fn(entry)
        elseif key == "each" then
            def[key] = self:value(entry)
        elseif type(entry) == "table" and not frozen.is(entry) then
            self:declared(entry)
        end
    end
end

return M
