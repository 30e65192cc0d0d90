-- Players who may not play: frozen for a while, or banned. It stands in the session, which every turn of
-- theirs reads anyway: { how, why, by, at, told, timers }.
--
-- What they do is answered politely and changes nothing. Their timers wait: one that falls due is put
-- aside with its deadline, and is set again with it when they may play.
local import = ...
local board = import "board"
local docs = import "docs"
local frozen = import "frozen"
local json = import "json"
local texts = import "texts"

local M = {}

local TELL_S = 60 -- between two answers to what is typed

local function words(how, why)
    local lines = { texts.new("common." .. how) }
    if why then
        lines[2] = texts.new("common.barred.why", { why = why })
    end
    return lines
end

--- Bars the turn's player; the key of a text if he is barred so already.
function M.put(T, how, why)
    local was = T.session.barred
    if was and was.how == how then
        return "admin.player.already"
    end
    local barred = { how = how, why = why, by = T:who(), at = T.now, timers = was and was.timers or {} }
    T.act.was = was and json.encode { barred = was.how } or nil
    T.act.became = json.encode { barred = how }
    T.session.barred = barred
    board.bar(T, T.player, "out")
    T:say(words(how, why))
end

--- He may play again; his timers are set again.
function M.lift(T)
    local was = T.session.barred
    if not was then
        return "admin.player.not_barred"
    end
    for _, name in ipairs(frozen.keys(was.timers)) do
        T.unit.timer("player", T.player.id, name, was.timers[name])
    end
    T.act.was = json.encode { barred = was.how }
    T.session.barred = nil
    board.bar(T, T.player, "in")
    T:say { texts.new "common.thawed" }
end

--- Is the turn's player barred? Then he has been answered.
function M.stops(T)
    local barred = T.session.barred
    if not barred then
        return false
    end
    local lines = words(barred.how, barred.why)
    if T.event.type == "tap" then
        T.unit.answer(T:plain(lines), true)
    elseif T.event.private and T.now >= (barred.told or 0) + TELL_S then
        barred.told = T.now
        T:say(lines)
    end
    docs.save(T, true)
    return true
end

--- Is the timer of a barred player put aside?
function M.holds_timer(T)
    local barred = T.session.barred
    if not barred then
        return false
    end
    barred.timers[T.event.name] = T.event.deadline
    docs.save(T, true)
    return true
end

return M
