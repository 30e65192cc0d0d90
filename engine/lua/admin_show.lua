-- The answers to admins: what the engine has found (T.event) as HTML and rows of buttons. Those about
-- failures, about roles and the audit, about payments, about players and about reloads are in its parts.
local import = ...
local draw = import "admin_draw"
local frozen = import "frozen"
local texts = import "texts"

local M = {}
local button, line = draw.button, draw.line

local PARTS = {
    "admin_show_errors",
    "admin_show_keys",
    "admin_show_lore",
    "admin_show_paid",
    "admin_show_player",
    "admin_show_reload",
}

for _, part in ipairs(PARTS) do
    for name, show in next, import(part) do
        M[name] = show
    end
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
        "version",
        "up",
        "heard",
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
    if (event.backlog or 0) > 0 then
        lines[#lines + 1] = line(T, "admin.status.backlog", event)
    end
    if event.redis then
        lines[#lines + 1] = line(T, "admin.status.redis_" .. event.redis.state, event.redis)
    end
    for _, words in ipairs(M.lore_status(T, event.lore)) do
        lines[#lines + 1] = words
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

function M.backup(T, event)
    event.size, event.whole = size(event.kib or 0), size(event.of or 0)
    local lines = { line(T, "admin.backup." .. event.state, event) }
    for _, row in ipairs(event.rows or {}) do
        row.size = size(row.kib)
        lines[#lines + 1] = line(T, "admin.backup.line", row)
    end
    return table.concat(lines, "\n")
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
    if event.due then
        lines[#lines + 1] = line(T, "admin.broadcast.due", { due = event.due, left = event.due - T.now })
    end
    local send = event.due and "plan" or "send"
    return table.concat(lines, "\n\n"),
        {
            { button(T, "admin.broadcast." .. send, nil, send, event.id) },
            { button(T, "admin.broadcast.cancel", nil, "cancel", event.id) },
        }
end

local HEAD_MAX = 200

--- The broadcasts that wait for their time, the earliest first.
function M.plans(T, event)
    local lines, rows = { line(T, "admin.broadcast.plans") }, {}
    for _, row in ipairs(event.rows or {}) do
        local lang = frozen.keys(row.texts)[1]
        row.words = draw.head(texts.strip(row.texts[lang] or ""), HEAD_MAX)
        row.left = row.due - T.now
        lines[#lines + 1] = line(T, "admin.broadcast." .. (row.left > 0 and "plan_line" or "queue_line"), row)
        rows[#rows + 1] = { button(T, "admin.broadcast.unplan", row, "cancel", row.id) }
    end
    if #rows == 0 then
        lines[2] = line(T, "admin.broadcast.no_plans")
    end
    return table.concat(lines, "\n\n"), rows
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
    local html = under_way(T, event)
    if event.waiting > 0 then
        html = html .. "\n" .. line(T, "admin.broadcast.waiting", event)
    end
    return html, handles(T, event)
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
