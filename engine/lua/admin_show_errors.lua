-- The answers about what failed, and what waits to leave: a part of admin_show.lua.
local import = ...
local draw = import "admin_draw"

local M = {}
local button, head, line = draw.button, draw.head, draw.line

local LINE_MAX = 160 -- characters of a report's first line in a list
local REPORT_MAX = 2400
local BODY_MAX = 600

--- Failures of one kind are one entry: the line in which they failed, how many, of how many players.
function M.errors(T, event)
    local lines, rows = { line(T, "admin.errors.title") }, {}
    for _, row in ipairs(event.rows or {}) do
        row.line = head(row.line, LINE_MAX)
        lines[#lines + 1] = line(T, "admin.errors.line", row)
        rows[#rows + 1] = {
            button(T, "admin.failure.see", row, "failure", row.id),
            button(T, "admin.errors.retry", row, "retry_same", row.id),
            button(T, "admin.errors.drop", row, "drop_same", row.id),
        }
    end
    if #rows == 0 then
        lines[2] = line(T, "admin.failures.none")
    elseif event.more then
        lines[#lines + 1] = line(T, "admin.errors.more")
    end
    rows[#rows + 1] = { button(T, "admin.failures.calls", nil, "calls", 0) }
    return table.concat(lines, "\n\n"), rows
end

function M.failures(T, event)
    local list = event.poison and "poison" or "failures"
    local lines, rows = { line(T, ("admin.%s.title"):format(list)) }, {}
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
        lines[2] = line(T, ("admin.%s.none"):format(list))
    elseif count > 1 and not event.poison then
        rows[#rows + 1] = { button(T, "admin.failures.all", nil, "retry", 0) }
    end
    local last = { not event.poison and button(T, "admin.failures.calls", nil, "calls", 0) or nil }
    if event.more then
        table.insert(last, 1, button(T, "admin.older", nil, list, event.rows[count].id))
    end
    rows[#rows + 1] = last[1] and last or nil
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

function M.outbox(T, event)
    event.all, event.screens = event.all or 0, event.screens or 0
    local lines = { line(T, "admin.outbox.title"), line(T, "admin.outbox.all", event) }
    for _, row in ipairs(event.rows or {}) do
        lines[#lines + 1] = line(T, row.waits and "admin.outbox.line" or "admin.outbox.line.new", row)
    end
    lines[#lines + 1] = line(T, "admin.outbox.failed", event)
    return table.concat(lines, "\n"), { { button(T, "admin.failures.calls", nil, "calls", 0) } }
end

--- A handler was set aside: told once, unasked.
function M.aside(T, event)
    event.report = head(event.report, REPORT_MAX)
    local lines = { line(T, "admin.aside." .. event.handler:match "^%l+", { id = event.handler:match " (.+)$" }) }
    if event.lane then
        lines[2] = line(T, "admin.aside.alone", event)
    end
    lines[#lines + 1] = line(T, "admin.aside.report", event)
    return table.concat(lines, "\n"),
        {
            { button(T, "admin.aside.again", nil, "aside_again", event.id) },
            { button(T, "admin.aside.back", nil, "rollback", 0) },
        }
end

function M.aside_again(T, event)
    return line(T, event.done and "admin.aside.runs" or "admin.aside.gone")
end

return M
