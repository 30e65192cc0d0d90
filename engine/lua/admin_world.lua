-- Commands about the engine and all its players: status, timers, broadcasts.
local import = ...
local asking = import "admin_ask"
local drafts = import "drafts"
local texts = import "texts"

local M = {}
local ask = asking.ask

local ACTS = { pause = true, resume = true, stop = true }

local function broadcast(T, rest)
    if rest == "" then
        return ask(T, "broadcast")
    elseif ACTS[rest] then
        return ask(T, "broadcast_act", { act = rest })
    end
    if rest == "plans" then
        return ask(T, "plans")
    end
    local reader = T:reader(T.player)
    local made, why = drafts.timed(T.game.locales.list, rest, T.now, reader.zone)
    if not made then
        return asking.say(T, why)
    end
    ask(T, "draft", { texts = made.texts, paid = made.paid, due = made.due, lang = reader.lang })
end

-- The game's own words for it, by language.
local function usual(T)
    local words = {}
    for _, lang in ipairs(T.game.locales.list) do
        words[lang] = T:html(texts.new "common.maintenance", { lang = lang })
    end
    return words
end

-- "on", perhaps with words for players as those of a broadcast; "off"; nothing: how it is.
local function maintenance(T, rest)
    local word, words = rest:match "^(%a*)%s*(.*)$"
    if word == "" then
        return ask(T, "maintenance")
    elseif word == "off" and words == "" then
        return ask(T, "maintenance", { off = true })
    elseif word ~= "on" then
        return asking.usage(T, "/maintenance on …, /maintenance off")
    elseif words == "" then
        return ask(T, "maintenance", { texts = usual(T) })
    end
    local made, why = drafts.read(T.game.locales.list, words)
    if not made then
        return asking.say(T, why)
    end
    ask(T, "maintenance", { texts = made.texts })
end

M.commands = {
    backup = {
        role = "admin",
        run = function(T, rest)
            ask(T, "backup", { list = rest == "list" })
        end,
    },
    maintenance = { role = "admin", run = maintenance },
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
    maintenance_off = function(T)
        ask(T, "maintenance", { off = true })
    end,
    untimer = function(T, uid)
        ask(T, "timer_cancel", { uid = uid })
    end,
    send = act "send",
    cancel = act "cancel",
    plan = function(T, id)
        ask(T, "plan", { id = id })
    end,
    pause = act "pause",
    resume = act "resume",
    stop = act "stop",
}

return M
