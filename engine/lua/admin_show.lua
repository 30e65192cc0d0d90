-- The answers to admins: what the engine has found (T.event) as HTML and rows of buttons. Those about
-- players, roles and the audit are in admin_show_keys.lua.
local import = ...
local draw = import "admin_draw"
local frozen = import "frozen"
local texts = import "texts"

local M = {}
local button, head, line = draw.button, draw.head, draw.line

for name, show in next, import "admin_show_keys" do
    M[name] = show
end

local LINE_MAX = 160 -- characters of a report's first line in a list
local REPORT_MAX = 2400
local BODY_MAX = 600

-- --- failures ------------------------------------------------------------------------------------

function M.failures(T, event)
    local lines, rows = { line(T, "admin.failures.title") }, {}
    for _, row in ipairs(event.rows or {}) do
        row.line = head(row.line, LINE_MAX)
        lines[#lines + 1] = line(T, "admin.failures.line", row)
        rows[#rows + 1] = {
            button(T, "admin.failure.see", row, "failure", row.id),
            button(T, "admin.failure.retry", row, "retry", row.id),
            button(T, "admin.failure.drop", row, "drop", row.id),
        }
    end
    local count = #rows
    if count == 0 then
        lines[2] = line(T, "admin.failures.none")
    elseif count > 1 then
        rows[#rows + 1] = { button(T, "admin.failures.all", nil, "retry", 0) }
    end
    local last = { button(T, "admin.failures.calls", nil, "calls", 0) }
    if event.more then
        table.insert(last, 1, button(T, "admin.older", nil, "failures", event.rows[count].id))
    end
    rows[#rows + 1] = last
    return table.concat(lines, "\n\n"), rows
end

local SETTLED = { "admin.failure.retried", "admin.failure.dropped" }

function M.failure(T, event)
    local row = event.rows and event.rows[1]
    if not row then
        return line(T, "admin.failure.gone")
    end
    row.report = head(row.report, REPORT_MAX)
    local lines = { line(T, "admin.failure.whole", row) }
    if row.body then
        lines[#lines + 1] = line(T, "admin.failure.body", { body = head(row.body, BODY_MAX) })
    end
    if SETTLED[row.state] then
        lines[#lines + 1] = line(T, SETTLED[row.state], { at = row.settled, by = row.by })
        return table.concat(lines, "\n")
    end
    return table.concat(lines, "\n"),
        {
            {
                button(T, "admin.failure.retry_one", nil, "retry", row.id),
                button(T, "admin.failure.drop_one", nil, "drop", row.id),
            },
            { button(T, "admin.failure.retry_same", nil, "retry_same", row.id) },
            { button(T, "admin.failure.drop_same", nil, "drop_same", row.id) },
        }
end

function M.calls(T, event)
    local lines, rows = { line(T, "admin.calls.title") }, {}
    for _, row in ipairs(event.rows or {}) do
        row.body, row.words = head(row.body, LINE_MAX), head(row.words, LINE_MAX)
        lines[#lines + 1] = line(T, "admin.calls.line", row)
        rows[#rows + 1] = {
            button(T, "admin.failure.retry", row, "call_again", row.id),
            button(T, "admin.failure.drop", row, "call_drop", row.id),
        }
    end
    local count = #rows
    if count == 0 then
        lines[2] = line(T, "admin.calls.none")
    elseif count > 1 then
        rows[#rows + 1] = { button(T, "admin.calls.all", nil, "call_again", 0) }
    end
    if event.more then
        rows[#rows + 1] = { button(T, "admin.older", nil, "calls", event.rows[count].id) }
    end
    return table.concat(lines, "\n\n"), rows
end

function M.settled(T, event)
    local what = event.again and (event.calls and "calls" or "events") or (event.calls and "call_drops" or "drops")
    local key = "admin.settled." .. what
    local lines = { line(T, event.done > 0 and key or "admin.settled.none", { count = event.done }) }
    if event.left > 0 then
        lines[2] = line(T, "admin.settled.left", { count = event.left })
    end
    return table.concat(lines, "\n")
end

--- A handler was set aside: told once, unasked.
function M.aside(T, event)
    event.report = head(event.report, REPORT_MAX)
    local lines = { line(T, "admin.aside." .. event.handler:match "^%l+", { id = event.handler:match " (.+)$" }) }
    if event.lane then
        lines[2] = line(T, "admin.aside.alone", event)
    end
    lines[#lines + 1] = line(T, "admin.aside.report", event)
    return table.concat(lines, "\n"), { { button(T, "admin.aside.again", nil, "aside_again", event.id) } }
end

function M.aside_again(T, event)
    return line(T, event.done and "admin.aside.runs" or "admin.aside.gone")
end

-- --- state ---------------------------------------------------------------------------------------

local function size(kib)
    if kib >= 10240 then
        return texts.new("admin.mib", { n = kib // 1024 })
    end
    return texts.new("admin.kib", { n = kib })
end

local function counts(T, event)
    local lines = { line(T, "admin.broadcast.sent", event) }
    for _, name in ipairs { "blocked", "failed", "missed" } do
        if event[name] > 0 then
            lines[#lines + 1] = line(T, "admin.broadcast." .. name, event)
        end
    end
    return lines
end

local STATES = { "running", "paused", "done", "stopped" }

local function under_way(T, event)
    local lines = counts(T, event)
    table.insert(lines, 1, line(T, "admin.broadcast." .. STATES[event.state]))
    if STATES[event.state] == "running" and event.pace > 0 then
        lines[#lines + 1] = line(T, "admin.broadcast.pace", event)
    end
    return table.concat(lines, "\n")
end

function M.status(T, event)
    event.pace = event.pace < 10 and math.floor(event.pace * 10) / 10 or math.floor(event.pace)
    event.size = size(event.kib)
    local lines = {}
    for _, name in ipairs {
        "title",
        "up",
        "turns",
        "queues",
        "timers",
        "conflicts",
        "failures",
        "blocked",
        "size",
    } do
        lines[#lines + 1] = line(T, "admin.status." .. name, event)
    end
    if event.aside then
        lines[#lines + 1] = line(T, "admin.status.aside", { list = table.concat(event.aside, ", ") })
    end
    if event.refused > 0 then
        lines[#lines + 1] = line(T, "admin.status.refused", event)
    end
    if event.open then
        lines[#lines + 1] = line(T, "admin.status.payments", event)
        for _, row in ipairs(event.rows) do
            lines[#lines + 1] = line(T, "admin.status.payment", row)
        end
    end
    local html = table.concat(lines, "\n")
    return event.broadcast and html .. "\n\n" .. under_way(T, event.broadcast) or html
end

function M.timers(T, event)
    local rows = {}
    local lines = { line(T, event.rows and "admin.timers.title" or "admin.timers.none", event) }
    for _, row in ipairs(event.rows or {}) do
        row.at, row.left = row.deadline, row.deadline - T.now
        lines[#lines + 1] = line(T, "admin.timers.line", row)
        rows[#rows + 1] = { button(T, "admin.timers.cancel", row, "untimer", row.uid) }
    end
    return table.concat(lines, "\n"), rows
end

function M.timer_cancelled(T, event)
    return line(T, event.done and "admin.timers.cancelled" or "admin.timers.gone")
end

function M.trouble(T, event)
    return line(T, "admin.trouble", event)
end

-- --- broadcasts ----------------------------------------------------------------------------------

function M.draft(T, event)
    local lines = { line(T, "admin.broadcast.draft") }
    for _, lang in ipairs(frozen.keys(event.texts)) do
        local words = event.texts[lang]
        lines[#lines + 1] = lang ~= "" and ("<b>%s:</b>\n%s"):format(lang, words) or words
    end
    if event.paid then
        lines[#lines + 1] = line(T, "admin.broadcast.paid")
    end
    return table.concat(lines, "\n\n"),
        {
            { button(T, "admin.broadcast.send", nil, "send", event.id) },
            { button(T, "admin.broadcast.cancel", nil, "cancel", event.id) },
        }
end

local BUTTONS = { running = { "pause", "stop" }, paused = { "resume", "stop" } }

local function handles(T, event)
    local row = {}
    for i, name in ipairs(BUTTONS[STATES[event.state]] or {}) do
        row[i] = button(T, "admin.broadcast." .. name, nil, name, 0)
    end
    return row[1] and { row }
end

function M.broadcast(T, event)
    if not event.any then
        return line(T, "admin.broadcast.usage")
    end
    return under_way(T, event), handles(T, event)
end

function M.broadcast_act(T, event)
    if event.why then
        return line(T, "admin.broadcast.not." .. event.why)
    end
    return line(T, "admin.broadcast.did." .. event.act)
end

--- The message that shows how far a broadcast is, outside any turn; words: { lang, state, sent ... }.
function M.progress(game, words)
    local reader = { texts = game.locales, lang = game.locales:fit(words.lang), zone = "UTC", now = 0 }
    local T = {
        html = function(_, value)
            return texts.html(reader, value)
        end,
        plain = function(_, value)
            return texts.plain(reader, value)
        end,
    }
    return { text = under_way(T, words), rows = handles(T, words) }
end

return M
