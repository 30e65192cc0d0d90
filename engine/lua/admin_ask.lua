-- What the parts of admin.lua share: asking the engine, answering who asked.
--
-- Whoever asks is a player with a role, in his chat; or the studio of the local Telegram, whose event
-- has a ticket and which gets every answer as data.
local import = ...
local admin_show = import "admin_show"
local json = import "json"

local M = {}

--- Asks the engine; what comes of it is an event "admin" in this lane (or goes to the ticket).
function M.ask(T, what, words)
    words = words or {}
    words.player, words["do"], words.ticket = T:who(), what, T.event.ticket
    words.lang = words.lang or (T.event.ticket and T.event.lang)
    T.unseen, T.ticketed = true, true
    T.unit.effect("admin", json.encode(words))
end

-- The studio gets what it may draw as it likes, and the drawing of the chat.
local function for_studio(T, show, data)
    local plain = json.decode(json.encode(data))
    T.asker = { lang = T.event.lang }
    local html, rows = admin_show[show](T, data)
    local answer = { show = show, html = html, rows = rows, data = plain }
    T.unit.effect("admin", json.encode { ["do"] = "told", ticket = T.event.ticket, answer = answer })
end

--- Answers at once: `show` names how it is drawn (admin_show.lua). `to`: another player than the turn's.
function M.answer(T, show, data, to)
    T.unseen, T.ticketed = true, true
    if T.event.ticket or T.event.player == "studio" then
        return for_studio(T, show, data)
    end
    local html, rows = admin_show[show](T, data)
    T.unit.push(math.tointeger(tonumber(to or T.player.id)), json.encode { text = html, rows = rows })
end

--- One line in the engine's words.
function M.say(T, key, args, to)
    M.answer(T, "said", { key = key, args = args }, to)
end

function M.usage(T, words)
    M.say(T, "common.usage", { usage = words })
end

--- "17" or "#17" as a whole number, else nil.
function M.number(word)
    return math.tointeger(tonumber(word and word:match("^#?(%d+)$")))
end

--- First word and the rest.
function M.split(rest)
    local word, more = rest:match("^(%S+)%s*(.*)$")
    return word or "", more or ""
end

return M
