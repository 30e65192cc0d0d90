-- Commands of those who put scripts live: /reload, /rollback, /generations, and the buttons below their
-- answers. The engine does it (app/reload.c) and answers with an event "admin"; what came of the command
-- `bylina reload`, which no player has asked for, with an event "reload_told".
local import = ...
local asking = import "admin_ask"
local docs = import "docs"
local json = import "json"
local roles = import "roles"

local M = {}

local function ask(T, what, words)
    words = words or {}
    words.player, words["do"] = words.player or T:who(), what
    T.unseen = true -- the old scripts may be unable to draw, and must be mended nevertheless
    T.unit.effect("reload", json.encode(words))
end

local function reload(T, rest)
    if rest ~= "" and rest ~= "now" then
        return asking.usage(T, "/reload, /reload now")
    end
    ask(T, "try", { now = rest == "now" })
end

local function rollback(T, rest)
    local first, second = asking.split(rest)
    local number = asking.number(first)
    local now = (number and second or rest) == "now"
    if not now and (number and second or rest) ~= "" then
        return asking.usage(T, "/rollback, /rollback 17, /rollback now, /rollback 17 now")
    end
    ask(T, "back", { number = number or 0, now = now })
end

M.commands = {
    reload = { role = "designer", run = reload },
    rollback = { role = "designer", run = rollback },
    generations = {
        role = "designer",
        run = function(T)
            local ticket = T.event.ticket -- it is asked for by name: studio.lua
            T.ticketed = ticket ~= nil
            ask(T, "list", { player = ticket and ("studio:%d"):format(ticket) })
        end,
    },
}

--- A document that was sent to the bot: new scripts, if it is an archive from somebody who may put them
--- live. With "now" as its caption it goes live at once. False: it is none.
function M.archive(T)
    local document = T.event.document
    if not document.name:lower():match "%.zip$" or not T:may "designer" then
        return false
    end
    local now = (T.event.text or ""):match "^%s*[nN]ow%s*$" ~= nil
    ask(T, "zip", { file = document.id, name = document.name, size = document.size, now = now })
    return true
end

--- The engine's event: an answer like those to an admin. Whoever may press its buttons is told.
function M.told(T)
    for _, id in ipairs(roles.who(T, "designer")) do
        T.asker = docs.get(T, "player", id)
        if T.asker then
            asking.answer(T, T.event.show, T.event, id)
        end
    end
end

local function act(what)
    return function(T, id)
        ask(T, what, { id = id })
    end
end

M.buttons = {
    role = "designer",
    reload_put = act "put",
    reload_cancel = act "cancel",
    rollback = function(T, number)
        ask(T, "back", { number = number })
    end,
}

return M
