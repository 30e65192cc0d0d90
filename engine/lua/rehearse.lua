-- In what a rehearsed turn differs from what was played, in words for an admin (turn/rehearsal.c runs the
-- turns; here are only their outcomes).
--
--   compare   one turn whose outcome is not the same bytes -> a finding, or false: nothing that matters
--   sum       all findings -> counts, and groups of those that are alike
--
-- What matters is what a player sees and what documents hold. The nonces of buttons and the ids of new
-- documents are chance, which goes another way as soon as a script asks for one more die: they do not.
local import = ...
local frozen = import "frozen"
local json = import "json"
local views = import "views"

local M = {}

local REPLIES_MAX = 2 -- of one finding
local STATE_MAX = 8
local GROUPS_MAX = 12
local TEXT_MAX = 220 -- characters of a reply
local LEAD = 40 -- of them, before the first difference
local VALUE_MAX = 60
local REPORT_MAX = 1200 -- bytes

-- --- words ---------------------------------------------------------------------------------------

local ENTITIES = { lt = "<", gt = ">", amp = "&", quot = '"' }

local function cut(words, first, most)
    local length = utf8.len(words)
    if not length then
        return words:sub(1, most)
    end
    local last = math.min(length, first + most - 1)
    local piece = words:sub(utf8.offset(words, first), utf8.offset(words, last + 1) - 1)
    return (first > 1 and "…" or "") .. piece .. (last < length and "…" or "")
end

-- A body as a player sees it: words, picture, buttons.
local function seen(body)
    if type(body) ~= "table" then
        return tostring(body)
    end
    local words = (body.text or ""):gsub("<[^>]*>", ""):gsub("&(%l+);", ENTITIES)
    local lines = { words }
    if body.image then
        lines[#lines + 1] = ("(%s)"):format(tostring(body.image))
    end
    for _, row in ipairs(body.rows or {}) do
        local labels = {}
        for i, button in ipairs(row) do
            labels[i] = ("[%s]"):format(button.text or "")
        end
        lines[#lines + 1] = table.concat(labels, " ")
    end
    return table.concat(lines, "\n")
end

-- All that leaves for Telegram, as texts.
local function replies(outcome)
    local list = {}
    for _, screen in ipairs(outcome.screens) do
        list[#list + 1] = seen(screen.body)
    end
    for _, out in ipairs(outcome.outs) do
        local body = out.body
        if type(body) == "table" and body.post then
            list[#list + 1] = "→ " .. seen(body.post)
        elseif type(body) == "table" and body.params and body.params.card then
            list[#list + 1] = seen(body.params.card)
        else
            list[#list + 1] = ("%s %s"):format(body.method or "", json.encode(body.params or {}))
        end
    end
    if outcome.answer then
        list[#list + 1] = "(" .. outcome.answer .. ")"
    end
    return list
end

-- Without what both have.
local function unlike(was, is)
    local count = {}
    for _, words in ipairs(is) do
        count[words] = (count[words] or 0) + 1
    end
    local left = {}
    for _, words in ipairs(was) do
        if (count[words] or 0) > 0 then
            count[words] = count[words] - 1
        else
            left[#left + 1] = words
        end
    end
    local more = {}
    for i = #is, 1, -1 do
        local words = is[i]
        if count[words] > 0 then
            count[words] = count[words] - 1
            table.insert(more, 1, words)
        end
    end
    return left, more
end

-- The character at which two texts part.
local function parting(a, b)
    local at = 1
    while at <= #a and a:byte(at) == b:byte(at) do
        at = at + 1
    end
    while at > 1 and (a:byte(at) or 0) & 0xc0 == 0x80 do
        at = at - 1
    end
    return utf8.len(a:sub(1, at - 1)) or 1
end

-- Without the last lines that both have: mostly the buttons.
local function without_tail(was, is)
    while true do
        local a, b = was:match "^(.+)\n([^\n]*)$", is:match "^(.+)\n([^\n]*)$"
        if not a or not b or was:sub(#a + 1) ~= is:sub(#b + 1) or a == b then
            return was, is
        end
        was, is = a, b
    end
end

local function pair(was, is)
    was, is = without_tail(was, is)
    local first = math.max(1, parting(was, is) - LEAD)
    local function side(words)
        local length = utf8.len(words) or 0
        return words ~= "" and cut(words, math.min(first, math.max(1, length - LEAD)), TEXT_MAX) or nil
    end
    return { was = side(was), is = side(is) }
end

local function compare_replies(was, is)
    local left, more = unlike(replies(was), replies(is))
    local pairs_found = {}
    for i = 1, math.min(math.max(#left, #more), REPLIES_MAX) do
        pairs_found[i] = pair(left[i] or "", more[i] or "")
    end
    return pairs_found
end

-- --- state ---------------------------------------------------------------------------------------

local function show(value)
    if value == nil then
        return "—"
    end
    local words = type(value) == "table" and json.encode(value) or tostring(value)
    return cut(words, 1, VALUE_MAX)
end

local function differ(path, was, is, out)
    if type(was) == "table" and type(is) == "table" then
        local names = {}
        for _, side in ipairs { was, is } do
            for name in next, side do
                names[name] = true
            end
        end
        for _, name in ipairs(frozen.keys(names)) do
            differ(("%s.%s"):format(path, tostring(name)), was[name], is[name], out)
        end
    elseif was ~= is then
        out[#out + 1] = { path = path, was = show(was), is = show(is) }
    end
end

-- What of a session matters: where he stands, with which vars, and his quests.
local function standing(session)
    local path, vars = {}, nil
    for i, top in ipairs(session.path or {}) do
        path[i], vars = top.scene, top.vars
    end
    return { place = table.concat(path, " › "), vars = vars, quests = session.quests }
end

local function final(outcome, reads, name)
    for _, dropped in ipairs(outcome.drops) do
        if dropped == name then
            return nil
        end
    end
    local doc = outcome.writes[name] or reads[name]
    if doc and name:sub(1, 9) == "_session/" then
        return standing(doc)
    end
    return doc
end

local function kind_of(name)
    return name:match "^_?([^/]+)"
end

-- Documents that were not there before have ids of chance: the first of a kind is like the first.
local function made(outcome, reads)
    local by_kind = {}
    for _, name in ipairs(frozen.keys(outcome.writes)) do
        if not reads[name] and name:sub(1, 1) ~= "_" then
            local doc = outcome.writes[name]
            doc.id = nil
            local list = by_kind[kind_of(name)] or {}
            list[#list + 1] = doc
            by_kind[kind_of(name)] = list
        end
    end
    return by_kind
end

local function compare_docs(turn, out)
    local names = {}
    for _, outcome in ipairs { turn.was, turn.is } do
        for name in next, outcome.writes do
            names[name] = turn.reads[name] ~= nil or name:sub(1, 9) == "_session/" or nil
        end
        for _, name in ipairs(outcome.drops) do
            names[name] = name:sub(1, 6) ~= "_push/" or nil
        end
    end
    for _, name in ipairs(frozen.keys(names)) do
        differ(kind_of(name), final(turn.was, turn.reads, name), final(turn.is, turn.reads, name), out)
    end
    differ("+", made(turn.was, turn.reads), made(turn.is, turn.reads), out)
end

local function timers(outcome, now)
    local by_name = {}
    for _, timer in ipairs(outcome.timers) do
        local left = timer.deadline < 0 and "×" or ("%d s"):format(timer.deadline - now)
        by_name[("%s (%s)"):format(timer.name, kind_of(timer.doc))] = left
    end
    return by_name
end

local function pays(outcome)
    local sums = {}
    for _, pay in ipairs(outcome.pays) do
        local name = ("%s: %s → %s"):format(pay.why, kind_of(pay.from), kind_of(pay.to))
        sums[name] = (sums[name] or 0) + pay.amount
    end
    return sums
end

local function asked(list)
    local counts = {}
    for _, one in ipairs(list) do
        local body = one.body
        local words = ("%s %s"):format(one.name, type(body) == "table" and json.encode(body) or tostring(body))
        counts[words] = (counts[words] or 0) + 1
    end
    return counts
end

local function compare_state(turn)
    local out = {}
    compare_docs(turn, out)
    differ("timer", timers(turn.was, turn.now), timers(turn.is, turn.now), out)
    differ("pay", pays(turn.was), pays(turn.is), out)
    differ("event", asked(turn.was.letters), asked(turn.is.letters), out)
    differ("effect", asked(turn.was.effects), asked(turn.is.effects), out)
    for i = #out, STATE_MAX + 1, -1 do
        out[i] = nil
    end
    return out
end

-- --- what was played -----------------------------------------------------------------------------

local function place(turn)
    local session = turn.reads["_session/" .. tostring(turn.event.player)]
    local top = session and session.path and session.path[#session.path]
    return top and top.scene, session
end

local function tapped(turn)
    local scene, session = place(turn)
    local kind, nonce, index = (turn.event.data or ""):match "^(%l)%.([%w_-]+)%.(%d+)$"
    if kind == "a" then
        return "button " .. nonce
    elseif kind ~= "s" or not scene then
        return kind == "p" and "button of a push" or "an old button"
    end
    for _, view in ipairs(session.views or {}) do
        if type(view) == "string" and views.is(view, nonce) then
            local record = views.records(view)[math.tointeger(tonumber(index))] or {}
            return ("scene %s › %s"):format(scene, record.c or record.p or "back")
        end
    end
    return ("scene %s › an old button"):format(scene)
end

local function what(turn)
    local event = turn.event
    if event.type == "tap" then
        return tapped(turn)
    elseif event.type == "timer" then
        return "timer " .. tostring(event.name)
    elseif event.type == "emit" then
        return "event " .. tostring(event.event)
    elseif event.type ~= "text" then
        return tostring(event.type)
    end
    local command = (event.text or ""):match "^/([%w_]+)"
    return command and "command " .. command:lower() or ("scene %s › input"):format(place(turn) or "?")
end

-- --- one turn ------------------------------------------------------------------------------------

local function first_line(report)
    return (report:match "^[^\n]*":gsub(" %[[^%[%]]*%]$", ""))
end

--- turn: { now, event, reads, was or failed, is or fails or more, handler }. Gives a finding or false.
function M.compare(turn)
    local found = { what = what(turn) }
    if turn.more then
        found.kind, found.more = "more", turn.more
    elseif turn.fails then
        if turn.failed and first_line(turn.failed) == first_line(turn.fails) then
            return false -- it is as bad as it was
        end
        found.kind, found.line, found.handler = "fails", first_line(turn.fails), turn.handler
        found.report = cut(turn.fails, 1, REPORT_MAX)
    elseif turn.failed then
        found.kind, found.line = "mended", first_line(turn.failed)
    else
        found.kind = "differs"
        found.replies, found.state = compare_replies(turn.was, turn.is), compare_state(turn)
        if #found.replies == 0 and #found.state == 0 then
            return false
        end
    end
    return found
end

-- --- all of them ---------------------------------------------------------------------------------

local ORDER = { broken = 1, fails = 2, differs = 3, more = 4, mended = 5 }
local COUNTS = { fails = "failed", differs = "differ", more = "more", mended = "mended", broken = "failed" }

local function key(found)
    local parts = { found.kind, found.what or "", found.line or "", found.more or "" }
    parts[5] = found.replies and tostring(#found.replies > 0) or ""
    for _, change in ipairs(found.state or {}) do
        parts[#parts + 1] = change.path
    end
    return table.concat(parts, "\0")
end

local function before(a, b)
    if ORDER[a.kind] ~= ORDER[b.kind] then
        return ORDER[a.kind] < ORDER[b.kind]
    elseif a.count ~= b.count then
        return a.count > b.count
    end
    return a.at < b.at
end

--- all: { turns, played, same, findings } -> counts (failed, differ, more, mended), groups (the first of
--- each kind stands for all: count, what, ...), and how many groups are `left` out.
function M.sum(all)
    local report = { turns = all.turns, played = all.played, same = all.same, left = 0 }
    report.failed, report.differ, report.more, report.mended = 0, 0, 0, 0
    local by_key, groups = {}, {}
    for _, found in ipairs(all.findings) do
        if found.broken then
            found = { kind = "broken", line = found.broken, what = "" }
        end
        local count = COUNTS[found.kind]
        report[count] = report[count] + 1
        local group = by_key[key(found)]
        if not group then
            group = found
            group.count, group.at = 0, #groups + 1
            by_key[key(found)], groups[#groups + 1] = group, group
        end
        group.count = group.count + 1
    end
    table.sort(groups, before)
    for i = #groups, GROUPS_MAX + 1, -1 do
        groups[i], report.left = nil, report.left + 1
    end
    report.groups = groups
    return report
end

return M
