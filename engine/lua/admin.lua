-- What admins ask of the engine: /status, /failures, /retry ... and the buttons below the answers.
--
--   command or button -> effect "admin" -> the engine looks or acts -> event "admin" -> show.NAME
--
-- None of it draws the game's screen or runs the game's scripts: both may be what is broken.
local import = ...
local admin_show = import "admin_show"
local drafts = import "drafts"
local json = import "json"
local texts = import "texts"

local M = {}

local function ask(T, what, words)
    words = words or {}
    words.player, words["do"] = T.player.id, what
    T.unseen = true
    T.unit.effect("admin", json.encode(words))
end

local function usage(T, words)
    T:note(texts.new("common.usage", { usage = words }))
end

local function number(word)
    return math.tointeger(tonumber(word:match("^#?(%d+)$")))
end

-- "17", "all", "same 17", "call 17", "calls": what is meant, or nil.
local function meant(rest)
    local word, id = rest:match("^(%a*)%s*(#?%d*)$")
    id = word and number(id)
    if word == "" and id then
        return { id = id }
    elseif word == "all" and not id then
        return {}
    elseif word == "same" and id then
        return { same = id }
    elseif word == "call" and id then
        return { calls = true, id = id }
    elseif word == "calls" and not id then
        return { calls = true }
    end
end

local function settle(T, rest, again, how)
    local words = meant(rest)
    if not words then
        return usage(T, how)
    end
    words.again = again
    ask(T, "settle", words)
end

local ACTS = { pause = true, resume = true, stop = true }

local function broadcast(T, rest)
    if rest == "" then
        return ask(T, "broadcast")
    elseif ACTS[rest] then
        return ask(T, "broadcast_act", { act = rest })
    end
    local made, why = drafts.read(T.game.locales.list, rest)
    if not made then
        return T:note(texts.new(why))
    end
    ask(T, "draft", { texts = made.texts, paid = made.paid, lang = T:reader(T.player).lang })
end

local commands = {
    status = function(T)
        ask(T, "status")
    end,
    failures = function(T, rest)
        ask(T, rest == "calls" and "calls" or "failures")
    end,
    failure = function(T, rest)
        local id = number(rest)
        if not id then
            return usage(T, "/failure 17")
        end
        ask(T, "failure", { id = id })
    end,
    retry = function(T, rest)
        settle(T, rest, true, "/retry 17, /retry all, /retry same 17, /retry call 17, /retry calls")
    end,
    drop = function(T, rest)
        settle(T, rest, false, "/drop 17, /drop all, /drop same 17, /drop call 17, /drop calls")
    end,
    timers = function(T, rest)
        ask(T, "timers", { id = rest ~= "" and rest or T.player.id })
    end,
    broadcast = broadcast,
}

--- In the order in which Telegram's menu shows them; the others need a number.
M.menu = { "status", "failures", "broadcast", "timers" }

--- The command of that name, or nil: function(T, rest).
function M.command(name)
    local run = commands[name]
    return run
        and function(T, rest)
            if not T:is_admin() then
                return T:note(texts.new("common.not_allowed"))
            end
            run(T, rest)
        end
end

local function act(name)
    return function(T, id)
        ask(T, "broadcast_act", { act = name, id = id })
    end
end

local function settles(again, what)
    return function(T, id)
        local words = { again = again, calls = what == "call" or what == "calls" }
        words[what == "same" and "same" or "id"] = id
        ask(T, "settle", words)
    end
end

local buttons = {
    failures = function(T, before)
        ask(T, "failures", { before = before })
    end,
    failure = function(T, id)
        ask(T, "failure", { id = id })
    end,
    calls = function(T, before)
        ask(T, "calls", { before = before })
    end,
    retry = settles(true, "id"),
    retry_same = settles(true, "same"),
    drop = settles(false, "id"),
    drop_same = settles(false, "same"),
    call_again = settles(true, "call"),
    call_drop = settles(false, "call"),
    untimer = function(T, uid)
        ask(T, "timer_cancel", { uid = uid })
    end,
    send = act "send",
    cancel = act "cancel",
    pause = act "pause",
    resume = act "resume",
    stop = act "stop",
}

--- A button below one of our messages. False: there is no such button.
function M.tapped(T, name, id)
    if not buttons[name] then
        return false
    elseif T:is_admin() then
        buttons[name](T, id)
    else
        T.unit.answer(T:plain(texts.new("common.not_allowed")), false)
    end
    return true
end

--- What the engine has found or done: told to the admin who asked.
function M.answered(T)
    local html, rows = admin_show[T.event.show](T, T.event)
    local chat = math.tointeger(tonumber(T.player.id))
    T.unit.push(chat, json.encode { text = html, rows = rows })
end

return M
