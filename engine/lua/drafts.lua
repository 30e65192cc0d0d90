-- The text of a broadcast as an admin types it: one for all, or one a language, each begun by its
-- language's two letters and a colon at the head of a line. What stands before the first of them is
-- for all the others.
local import = ...
local fields = import "fields"
local frozen = import "frozen"
local text = import "text"
local time = import "time"

local M = {}

local LENGTH_MAX = 4000 -- characters: Telegram takes 4096
local TAGS = { b = true, i = true, u = true, s = true }

-- Everything is escaped but the four simple tags; and those, too, when they do not match.
local function markup(words)
    local open, sound = {}, true
    local escaped = text.escape(words)
    local html = escaped:gsub("&lt;(/?)(%l)&gt;", function(slash, tag)
        if not TAGS[tag] then
            return nil
        elseif slash == "" then
            open[#open + 1] = tag
        else
            sound = sound and table.remove(open) == tag
        end
        return ("<%s%s>"):format(slash, tag)
    end)
    return sound and #open == 0 and html or escaped
end

local function split(langs, rest)
    local known, parts, lang = {}, { [""] = {} }, ""
    for _, one in ipairs(langs) do
        known[one] = true
    end
    for line in (rest .. "\n"):gmatch("(.-)\r?\n") do
        local head, tail = line:match("^%s*(%a%a):%s*(.*)$")
        head = head and head:lower()
        if head and known[head] then
            lang, parts[head] = head, parts[head] or {}
            line = tail
        end
        table.insert(parts[lang], line)
    end
    return parts
end

-- Seconds UTC of a civil time in a zone: guessed as UTC, then put right by what the zone makes of it.
local function seconds(at, zone)
    local function plain(t)
        local y, m = t.year, t.month
        if m <= 2 then
            y, m = y - 1, m + 12
        end
        local days = 365 * y + y // 4 - y // 100 + y // 400 + (153 * (m - 3) + 2) // 5 + t.day - 719469
        return days * 86400 + t.hour * 3600 + t.min * 60
    end
    local wanted = plain(at)
    local guess = wanted
    for _ = 1, 2 do
        guess = guess + wanted - plain(time.civil(guess, zone))
    end
    return guess
end

-- "at 2026-12-01 18:00 text" or "in 2h text": seconds UTC and the text; nil and the key of a text that says
-- why not; nothing at all if no time is asked for.
local function due(rest, now, zone)
    local delay, after = rest:match "^in%s+(%d+[mhd])%s+(.+)$"
    if delay then
        return now + fields.seconds(delay), after
    end
    local y, m, d, h, min, words = rest:match "^at%s+(%d%d%d%d)%-(%d%d)%-(%d%d)%s+(%d%d?):(%d%d)%s+(.+)$"
    if not y then
        return nil
    end
    local at = { year = y, month = m, day = d, hour = h, min = min }
    for name, value in next, at do
        at[name] = math.tointeger(tonumber(value))
    end
    local when = seconds(at, zone)
    local back = time.civil(when, zone)
    if back.day ~= at.day or back.hour ~= at.hour or back.min ~= at.min or back.month ~= at.month then
        return nil, "admin.broadcast.no_time"
    elseif when <= now then
        return nil, "admin.broadcast.past"
    end
    return when, words
end

--- The same as M.read for "/broadcast" with a time in front: { ..., due }.
function M.timed(langs, rest, now, zone)
    local when, words = due(rest, now, zone)
    if not when and words then
        return nil, words
    end
    local made, why = M.read(langs, when and words or rest)
    if made then
        made.due = when
    end
    return made, why
end

--- { texts = { [lang or ""] = HTML }, paid = bool }; or nil and the key of a text that says why not.
function M.read(langs, rest)
    local paid = rest:match("^paid%s") ~= nil
    if paid then
        rest = rest:sub(5)
    end
    local texts, count = {}, 0
    local parts = split(langs, rest)
    for _, lang in ipairs(frozen.keys(parts)) do
        local words = text.trim(table.concat(parts[lang], "\n"))
        if text.length(words) > LENGTH_MAX then
            return nil, "admin.broadcast.long"
        elseif words ~= "" then
            texts[lang] = markup(words)
            count = count + 1
        end
    end
    if count == 0 then
        return nil, "admin.broadcast.usage"
    end
    return { texts = texts, paid = paid }
end

return M
