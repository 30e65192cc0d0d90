-- What was set aside because it failed again and again: those who can mend it are told, each once, and may
-- say that it should be tried again.
local import = ...
local admin_show = import "admin_show"
local asking = import "admin_ask"
local audit = import "audit"
local docs = import "docs"
local json = import "json"
local roles = import "roles"

local M = {}

M.commands = {}
M.buttons = {
    role = "designer",
    aside_again = function(T, id)
        audit.write(T, { what = "aside.again", detail = tostring(id) })
        asking.ask(T, "aside_again", { id = id })
    end,
}

--- The engine's event: { id, handler, report, lane, players }. Where everybody is an owner, those are told
--- to whom it happened.
function M.told(T)
    for _, id in ipairs(T.config.everyone_owner and T.event.players or roles.who(T, "designer")) do
        T.player = docs.get(T, "player", id)
        if T.player then
            local html, rows = admin_show.aside(T, T.event)
            T.unit.push(math.tointeger(tonumber(id)), json.encode { text = html, rows = rows })
        end
    end
end

return M
