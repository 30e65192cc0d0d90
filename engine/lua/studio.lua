-- What the studio of the local Telegram says: the commands and buttons of admin.lua, asked for by an owner
-- who is no player. Its event has a ticket, and whatever is answered goes there (admin_ask.lua).
local import = ...
local admin = import "admin"
local asking = import "admin_ask"
local commands = import "commands"
local docs = import "docs"
local screen = import "screen"

local M = {}

local function say(T)
    local name, rest = commands.parse(T.event.say)
    local run = name and admin.command(name)
    if run then
        run(T, rest)
    else
        asking.say(T, "common.no_command", { command = T.event.say })
    end
end

--- Is the turn's event an answer to the studio? Then it is drawn in the language that it spoke last. Whoever
--- answers knows it as the player "studio", or "studio:TICKET".
function M.hears(T)
    local ticket = (T.event.player or ""):match "^studio:(%d+)$"
    if not ticket and T.event.player ~= "studio" then
        return false
    end
    local spoken = docs.get(T, "_studio", "main")
    T.event.player, T.event.ticket = "studio", T.event.ticket or math.tointeger(tonumber(ticket))
    T.event.lang = T.event.lang or (spoken and spoken.lang)
    return true
end

--- event: { say } or { press, id }.
function M.run(T)
    local spoken = docs.get(T, "_studio", "main") or docs.make(T, "_studio", "main", {})
    spoken.lang = T.event.lang
    T.asker = { lang = T.event.lang }
    if T.event.press == "" then
        say(T)
    elseif not admin.tapped(T, T.event.press, T.event.id) then
        asking.say(T, "common.old_button")
    end
    if not T.ticketed then -- it comes later, as news
        asking.answer(T, "noted", {})
    end
    screen.finish(T, false)
end

return M
