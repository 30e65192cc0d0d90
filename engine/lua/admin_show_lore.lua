-- The answers about lore, as HTML and rows of buttons: a part of admin_show.lua. Money comes in
-- millionths of a dollar.
local import = ...
local docs = import "docs"
local draw = import "admin_draw"
local frozen = import "frozen"
local json = import "json"
local texts = import "texts"
local time = import "time"

local M = {}
local button, line = draw.button, draw.line

local IN_ROW = 4
local BAR = 8 -- cells of the longest bar: a line fits on a phone
local HEAD_MAX = 160
local FACTS_MAX = 600
local MICRO, DECIMALS = 1000000, 6

--- "$1.25"; below a cent two digits that count: "$0.00078".
local function usd(micro)
    local unit, decimals = MICRO // 100, 2
    while micro > 0 and (micro + unit // 2) // unit < 10 and decimals < DECIMALS do
        unit, decimals = unit // 10, decimals + 1
    end
    local rounded = (micro + unit // 2) // unit
    local whole, part = rounded * unit // MICRO, rounded * unit % MICRO // unit
    return ("$%d.%0" .. decimals .. "d"):format(whole, part)
end

local function percent(part, whole)
    local value = whole > 0 and part * 1000 // whole / 10 or 0.0
    return (("%.1f %%"):format(value):gsub("%.0 ", " "))
end

-- --- figures -------------------------------------------------------------------------------------

-- "23.11 ████▌      41    $0.12": calls for a thousand requests of each week, the newest last, and what
-- they cost.
local function week_lines(weeks)
    local rates, most = {}, 0
    for i, week in ipairs(weeks) do
        rates[i] = week.requests > 0 and week.calls * 1000 / week.requests or 0
        most = math.max(most, rates[i])
    end
    local lines = {}
    for i, week in ipairs(weeks) do
        local day = time.civil(week.week, "UTC")
        local halves = most > 0 and math.floor(rates[i] / most * BAR * 2 + 0.5) or 0
        local bar = ("█"):rep(halves // 2) .. (halves % 2 == 1 and "▌" or "")
        if halves == 0 and rates[i] > 0 then
            bar = "▏"
        end
        local room = (" "):rep(BAR - utf8.len(bar))
        local rate = rates[i] < 10 and rates[i] > 0 and ("%.1f"):format(rates[i]) or ("%.0f"):format(rates[i])
        rate = week.requests > 0 and rate or "-"
        lines[i] = ("%02d.%02d %s%s %5s %8s"):format(day.day, day.month, bar, room, rate, usd(week.cost))
    end
    return table.concat(lines, "\n")
end

local function of_calls(spent)
    if spent.most == 0 then
        return spent.calls
    end
    return texts.new("admin.lore.of", { calls = spent.calls, most = spent.most })
end

local function spent_line(T, key, spent)
    return line(T, key, { cost = usd(spent.cost), cap = usd(spent.cap), calls = of_calls(spent) })
end

-- A reason in the reader's words, or as the judge names it.
local function why_of(T, reason)
    local key = "admin.lore.why." .. tostring(reason)
    return T.game.locales:names(key) and texts.new(key) or tostring(reason)
end

local function reasons(T, list)
    local parts = {}
    for i, one in ipairs(list or {}) do
        parts[i] = T:plain(texts.new("admin.lore.reason", { why = why_of(T, one.why), count = one.count }), T.asker)
    end
    return table.concat(parts, ", ")
end

local function state_line(T, event)
    if not event.on then
        return line(T, "admin.lore.off")
    elseif event.halted then
        return line(T, "admin.lore.halted", { why = event.halted })
    end
    return line(T, "admin.lore.on", event)
end

local function money(T, lines, event)
    local total = event.total
    if total.facts > 0 and total.cost > 0 then
        lines[#lines + 1] = line(T, "admin.lore.each", { each = usd(total.cost // total.facts), all = usd(total.cost) })
    end
    if event.on then
        lines[#lines + 1] = spent_line(T, "admin.lore.day", event.day)
        lines[#lines + 1] = spent_line(T, "admin.lore.hour", event.hour)
        lines[#lines + 1] = line(T, "admin.lore.player", { cap = usd(event.player_cap) })
    end
end

--- All figures on one screen.
function M.lore(T, event)
    local lines = { line(T, "admin.lore.title"), state_line(T, event), "", line(T, "admin.lore.counts", event) }
    local total = event.total
    if total.requests > 0 then
        local hits = percent(math.max(0, total.requests - total.misses), total.requests)
        lines[#lines + 1] = line(T, "admin.lore.hits", { percent = hits, requests = total.requests })
    end
    if event.weeks and #event.weeks > 0 then
        lines[#lines + 1] = "\n" .. line(T, "admin.lore.weeks")
        lines[#lines + 1] = ("<pre>%s</pre>"):format(week_lines(event.weeks))
    end
    money(T, lines, event)
    if event.reasons and #event.reasons > 0 then
        lines[#lines + 1] = "\n" .. line(T, "admin.lore.reasons", { list = reasons(T, event.reasons) })
    end
    local row = { button(T, "admin.lore.to_newest", nil, "lore_newest", 0) }
    if event.reported > 0 then
        row[2] = button(T, "admin.lore.to_reported", { n = event.reported }, "lore_reported", 0)
    end
    return table.concat(lines, "\n"), { row, { button(T, "admin.lore.to_refused", nil, "lore_refused", 0) } }
end

--- The lines of /status: `lore` is a part of its event, or nil.
function M.lore_status(T, lore)
    if not lore or not lore.on then
        return { line(T, "admin.status.ai") }
    end
    local day = lore.day
    local lines = {
        line(T, "admin.status.ai_on", {
            calls = of_calls(day),
            cost = usd(day.cost),
            cap = usd(day.cap),
            wanted = lore.wanted,
        }),
    }
    if lore.reported > 0 then
        lines[2] = line(T, "admin.status.ai_review", lore)
    end
    return lines
end

-- --- texts ---------------------------------------------------------------------------------------

local function state_of(T, row)
    local state = row.state == "kept" and row.renew and "renew" or row.state
    return T:t("admin.lore.state." .. state)
end

-- The words of a body: fields in order, without their names. What is no body is words itself.
local function words_in(text)
    local body = json.decode(text or "{}")
    if type(body) ~= "table" then
        return text
    end
    local parts = {}
    for _, name in ipairs(frozen.keys(body)) do
        parts[#parts + 1] = type(body[name]) == "string" and body[name] or nil
    end
    return table.concat(parts, " · ")
end

local function list_line(T, which, row)
    local args = { row = row.row, kind = row.kind, entity = row.entity, lang = row.lang, words = words_in(row.body) }
    if which == "refused" then
        args.kind, args.lang = row.id:match "^(.+)%.([^.]+)%.[^.]+$"
        args.why, args.words = why_of(T, row.refusal), words_in(row.refused_words)
    elseif which == "reported" then
        args.reports = row.reports
    else
        args.state = state_of(T, row)
    end
    args.words = draw.head(args.words ~= "" and args.words or "—", HEAD_MAX)
    return line(T, which == "newest" and "admin.lore.line" or "admin.lore.line." .. which, args)
end

--- One of the lists: `which`, rows, `more`.
function M.lore_list(T, event)
    local lines, rows = { line(T, "admin.lore.list." .. event.which) }, {}
    for _, row in ipairs(event.rows or {}) do
        lines[#lines + 1] = list_line(T, event.which, row)
        local last = rows[#rows]
        if not last or #last == IN_ROW then
            last = {}
            rows[#rows + 1] = last
        end
        last[#last + 1] = button(T, "admin.lore.see", row, "lore", row.row)
    end
    if #rows == 0 then
        lines[2] = line(T, "admin.lore.list.none")
    elseif event.more then
        rows[#rows + 1] = { button(T, "admin.older", nil, "lore_" .. event.which, event.rows[#event.rows].row) }
    end
    return table.concat(lines, "\n\n"), rows
end

local function fields_lines(T, lines, body)
    for _, name in ipairs(frozen.keys(body)) do
        lines[#lines + 1] = line(T, "admin.lore.field", { name = name, words = tostring(body[name]) })
    end
end

local function finder_of(T, row)
    local player = row.discoverer and docs.get(T, "player", row.discoverer)
    return player and player.name and ("%s (%s)"):format(player.name, row.discoverer) or row.discoverer
end

local HANDLES = { -- by state
    kept = { { "keep", "hide" }, { "renew", "edit" } },
    hidden = { { "show" }, { "renew", "edit" } },
    other = { { "renew", "edit" } },
}

local function handles(T, row)
    local rows = {}
    for i, names in ipairs(HANDLES[row.state] or HANDLES.other) do
        rows[i] = {}
        for j, name in ipairs(names) do
            if name == "edit" and row.lang == "image" then
                break -- a picture has no words
            end
            rows[i][j] = button(T, "admin.lore." .. name, nil, "lore_" .. name, row.row)
        end
    end
    return rows
end

local function about(T, lines, row)
    lines[#lines + 1] = line(T, "admin.lore.facts", { facts = draw.head(row.facts, FACTS_MAX) })
    local finder = finder_of(T, row)
    if finder then
        lines[#lines + 1] = line(T, "admin.lore.finder", { whose = finder, at = row.discovered })
    end
    if row.model then
        lines[#lines + 1] = line(T, "admin.lore.made", { at = row.written, model = row.model, cost = usd(row.cost) })
    end
    if row.reports > 0 then
        lines[#lines + 1] = line(T, "admin.lore.reports", row)
    end
    if row.refusal then
        local key = row.refused_words and "admin.lore.refused_words" or "admin.lore.refusal"
        local words = row.refused_words and draw.head(words_in(row.refused_words), FACTS_MAX)
        lines[#lines + 1] = line(T, key, { why = why_of(T, row.refusal), words = words })
    end
end

--- One text, with all that is known of it.
function M.lore_one(T, event)
    local row = event.rows and event.rows[1]
    if not row then
        return line(T, "admin.lore.gone")
    end
    local args = { row = row.row, kind = row.kind, entity = row.entity, lang = row.lang, state = state_of(T, row) }
    local lines = { line(T, "admin.lore.whole", args) }
    if row.body then
        fields_lines(T, lines, json.decode(row.body) or {})
    end
    about(T, lines, row)
    return table.concat(lines, "\n"), handles(T, row)
end

--- A text was reported: the event is its row.
function M.lore_told(T, row)
    local words = draw.head(words_in(row.body), HEAD_MAX)
    return line(T, "admin.lore.told", { row = row.row, kind = row.kind, entity = row.entity, words = words }),
        handles(T, row)
end

--- How to edit it: the command with the words that are there.
function M.lore_how(T, event)
    local row = event.rows[1]
    local body = row.body and json.decode(row.body) or {}
    local lines = {}
    for _, name in ipairs(frozen.keys(T.game.prompts[row.kind].def.fields)) do
        lines[#lines + 1] = ("%s: %s"):format(name, tostring(body[name] or "…"))
    end
    return line(T, "admin.lore.how_to_edit", { row = row.row, words = table.concat(lines, "\n") })
end

--- What a moderator did: `act`, `row`, `done`.
function M.lore_act(T, event)
    return line(T, event.done and "admin.lore.did." .. event.act or "admin.lore.late", { row = event.row })
end

function M.lore_renew(T, event)
    return line(T, "admin.lore.did.renew_all", { count = event.count })
end

return M
