-- Quiet hours: the field `quiet` of a player's document, { from = 22, to = 8 } in whole hours of his
-- zone. What is pushed to him then waits until they end, in order, unless it answers what he has just
-- done himself.
--
-- What waits is the document _quiet/PLAYER (its messages as they will be sent) and a timer of the
-- engine's own, TIMER, on the player's document: so both are kept with the turn that pushed, and last
-- through restarts, reloads and jumps of the clock. The timer looks again at what holds when it fires:
-- summer time may have begun, or he may have set other hours. While the document is there, everything
-- goes behind it.
local import = ...
local awaiting = import "awaiting"
local docs = import "docs"
local host = import "host"
local time = import "time"

local M = {}

M.TIMER = "~quiet"

local HOUR, DAY = 3600, 86400
local WAITING_MAX = 50 -- messages; the oldest go first
local BYTES_MAX = 100000
local BY_HIMSELF = { text = true, media = true, tap = true, payment = true, refund = true }

local function second_of_day(at)
    return at.hour * HOUR + at.min * 60 + at.sec
end

local function is_hour(value)
    return math.type(value) == "integer" and value >= 0 and value <= 23
end

-- from, to; nil: he has none.
local function hours(player)
    local quiet = player.quiet
    if type(quiet) ~= "table" or not is_hour(quiet.from) or not is_hour(quiet.to) or quiet.from == quiet.to then
        return nil
    end
    return quiet.from, quiet.to
end

local function is_within(hour, from, to)
    if from < to then
        return hour >= from and hour < to
    end
    return hour >= from or hour < to
end

-- When it is `to` o'clock next, by his clock: the zone's offset may change on the way.
local function next_hour(now, zone, to)
    local ends = now + (to * HOUR - second_of_day(time.civil(now, zone))) % DAY
    local away = to * HOUR - second_of_day(time.civil(ends, zone))
    away = (away + DAY // 2) % DAY - DAY // 2
    return math.max(ends + away, now + 1)
end

--- When the quiet hours of a player end in which `now` is; nil: it is not within any.
function M.ends(player, now)
    local from, to = hours(player)
    local zone = player.zone or "UTC"
    if not from or not is_within(time.civil(now, zone).hour, from, to) then
        return nil
    end
    return next_hour(now, zone, to)
end

-- Has he done himself what this turn is about?
local function is_his_own(T, id)
    return T.event.player == id and BY_HIMSELF[T.event.type]
end

local function shorten(list)
    local bytes = 0
    for i = #list, 1, -1 do
        bytes = bytes + #list[i]
        if bytes > BYTES_MAX or #list - i >= WAITING_MAX then
            host.log("warn", ("%d messages that waited for the end of quiet hours are dropped"):format(i))
            table.move(list, i + 1, #list + i, 1)
            return
        end
    end
end

--- A message, as JSON text, that would leave now. True: it waits.
function M.keeps(T, player, body)
    if not player.quiet or is_his_own(T, player.id) then
        return false
    end
    local ends = M.ends(player, T.now)
    local waiting = docs.get(T, "_quiet", player.id)
    if not ends and not waiting then
        return false
    end
    waiting = waiting or docs.make(T, "_quiet", player.id, { list = {} })
    waiting.list[#waiting.list + 1] = body
    shorten(waiting.list)
    if ends then
        T.unit.timer("player", player.id, M.TIMER, ends)
    end
    return true
end

--- The timer fires: sends what waited, unless it is still quiet.
function M.fires(T, player)
    local waiting = docs.get(T, "_quiet", player.id)
    local ends = M.ends(player, T.now)
    if not waiting then
        return
    elseif ends then
        return T.unit.timer("player", player.id, M.TIMER, ends)
    end
    local list, most = waiting.list, T.game.limits.turn.pushes
    for i = 1, math.min(#list, most) do
        awaiting.send(T, math.tointeger(tonumber(player.id)), list[i])
    end
    if #list <= most then
        return docs.drop(T, waiting)
    end
    table.move(list, most + 1, #list + most, 1)
    T.unit.timer("player", player.id, M.TIMER, T.now)
end

--- His hours before this turn, and what is done if it has changed them.
function M.before(T)
    local from, to = hours(T.player)
    T.quiet = from and { from = from, to = to } or nil
end

function M.after(T)
    local was = T.quiet
    if not was then
        return
    end
    local from, to = hours(T.player)
    if (was.from ~= from or was.to ~= to) and docs.get(T, "_quiet", T.player.id) then
        T.unit.timer("player", T.player.id, M.TIMER, T.now)
    end
end

--- A player is erased.
function M.forget(T, id)
    local waiting = docs.get(T, "_quiet", id)
    if waiting then
        docs.drop(T, waiting)
    end
end

return M
