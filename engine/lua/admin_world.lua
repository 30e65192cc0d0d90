-- Commands about the engine and all its players: status, timers, broadcasts.
local import = ...
local asking = import "admin_ask"
local drafts = import "drafts"

local M = {}
local ask = asking.ask

local ACTS = { pause = true, resume = true, stop = true }

local function broadcast(T, rest)
    if rest == "" then
        return ask(T, "broadcast")
    elseif ACTS[rest] then
        return ask(T, "broadcast_act", { act = rest })
    end
    local made, why = drafts.read(T.game.locales.list, rest)
    if not made then
        return asking.say(T, why)
    end
    ask(T, "draft", { texts = made.texts, paid = made.paid, lang = T:reader(T.player).lang })
end

M.commands = {
    status = {
        role = "staff",
        run = function(T)
            ask(T, "status")
        end,
    },
    timers = {
        role = "staff",
        run = function(T, rest)
            ask(T, "timers", { id = rest ~= "" and rest or T:who() })
        end,
    },
    broadcast = { role = "admin", run = broadcast },
}

local function act(name)
    return function(T, id)
        ask(T, "broadcast_act", { act = name, id = id })
    end
end

M.buttons = {
    role = "admin",
    untimer = function(T, uid)
        ask(T, "timer_cancel", { uid = uid })
    end,
    send = act "send",
    cancel = act "cancel",
    pause = act "pause",
    resume = act "resume",
    stop = act "stop",
}

return M
