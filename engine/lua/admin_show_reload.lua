-- What /reload, /rollback and /generations answer, as HTML and rows of buttons.
local import = ...
local draw = import "admin_draw"
local rehearsal = import "admin_show_rehearsal"

local M = {}
local button, head, line = draw.button, draw.head, draw.line

local FILES_SHOWN = 6 -- of one kind
local FINDINGS_SHOWN = 8
local TESTS_SHOWN = 4
local PLACES_SHOWN = 8
local REASON_MAX = 1500 -- characters
local FINDING_MAX = 240

local function add(lines, words)
    lines[#lines + 1] = words
end

-- The first entries of a list through `show`, and how many are left out.
local function some(T, lines, list, count, most, show)
    for i = 1, math.min(#list, most) do
        add(lines, show(list[i]))
    end
    if count > math.min(#list, most) then
        add(lines, line(T, "admin.reload.more", { count = count - math.min(#list, most) }))
    end
end

local MARKS = { added = "＋", changed = "✎", removed = "－" }

local function changes(T, lines, given)
    add(lines, line(T, "admin.reload.changes", given.counts))
    for _, kind in ipairs { "added", "changed", "removed" } do
        some(T, lines, given[kind] or {}, given.counts[kind], FILES_SHOWN, function(path)
            return line(T, "admin.reload.file", { mark = MARKS[kind], path = path })
        end)
    end
end

local function finding(T, one)
    local where = one.file or ""
    if one.line then
        where = ("%s:%d"):format(where, one.line)
    end
    local words = { code = one.code, where = where, message = head(one.message or "", FINDING_MAX) }
    return line(T, one.severity == "error" and "admin.reload.error" or "admin.reload.warning", words)
end

local function check(T, lines, given)
    if given.broken then
        return add(lines, line(T, "admin.reload.broken", { what = "check", reason = head(given.broken, REASON_MAX) }))
    end
    local found = given.errors + given.warnings
    if found == 0 then
        return add(lines, line(T, "admin.reload.check.good"))
    end
    add(lines, line(T, "admin.reload.check.found", given))
    some(T, lines, given.findings or {}, found, FINDINGS_SHOWN, function(one)
        return finding(T, one)
    end)
end

local function tests(T, lines, given)
    if given.broken then
        return add(lines, line(T, "admin.reload.broken", { what = "test", reason = head(given.broken, REASON_MAX) }))
    elseif given.failed == 0 then
        return add(lines, line(T, given.passed > 0 and "admin.reload.tests.good" or "admin.reload.tests.none", given))
    end
    add(lines, line(T, "admin.reload.tests.failed", given))
    some(T, lines, given.failures or {}, given.failed, TESTS_SHOWN, function(one)
        return line(T, "admin.reload.test", {
            name = one.name,
            file = one.file,
            reason = head((one.reason or ""):match "^[^\n]*", FINDING_MAX),
        })
    end)
end

local function moved(T, lines, given)
    if not given then
        return add(lines, line(T, "admin.reload.moved.unknown"))
    elseif given.players == 0 then
        return add(lines, line(T, "admin.reload.moved.none"))
    end
    add(lines, line(T, given.more and "admin.reload.moved.some" or "admin.reload.moved.all", given))
    some(T, lines, given.rows or {}, #(given.rows or {}), PLACES_SHOWN, function(one)
        return line(T, "admin.reload.moved.place", one)
    end)
end

local ORIGINS = { rollback = "admin.reload.from.rollback", zip = "admin.reload.from.zip" }

local function origin(T, lines, event)
    if event.command then
        add(lines, line(T, "admin.reload.from.command"))
    end
    if ORIGINS[event.origin] then
        add(lines, line(T, ORIGINS[event.origin], { from = event.from }))
    end
end

local VERDICTS = { good = "admin.reload.good", doubt = "admin.reload.doubt", bad = "admin.reload.bad" }

--- What was found in files that were tried; with buttons, if they may go live.
function M.reload_report(T, event)
    local lines, report = { line(T, VERDICTS[event.verdict]) }, event.report
    origin(T, lines, event)
    if report.load then
        add(lines, line(T, "admin.reload.reason", { reason = head(report.load, REASON_MAX) }))
    end
    changes(T, lines, event.changes)
    if report.check then
        check(T, lines, report.check)
    end
    if report.test then
        tests(T, lines, report.test)
    end
    if report.rehearsal then
        rehearsal.lines(T, lines, report.rehearsal)
    end
    if event.verdict ~= "bad" then
        moved(T, lines, event.moved)
    end
    add(lines, line(T, "admin.reload.took", event))
    local rows
    if event.verdict ~= "bad" then
        rows = {
            {
                button(T, "admin.reload.put", nil, "reload_put", event.id),
                button(T, "admin.reload.cancel", nil, "reload_cancel", event.id),
            },
        }
    end
    return table.concat(lines, "\n"), rows
end

--- It is live.
function M.reload_live(T, event)
    local lines = { line(T, "admin.reload.done", event) }
    origin(T, lines, event)
    changes(T, lines, event.changes)
    local found = event.report.check and event.report.check.warnings or 0
    if found > 0 then
        check(T, lines, event.report.check)
    end
    local played = event.report.rehearsal
    if played and played.same == played.turns then -- else he has read it above the button
        rehearsal.lines(T, lines, played)
    end
    if not event.moved or event.moved.players > 0 then
        moved(T, lines, event.moved)
    end
    return table.concat(lines, "\n")
end

function M.reload_failed(T, event)
    local lines = { line(T, "admin.reload.failed", { reason = head(event.reason, REASON_MAX) }) }
    origin(T, lines, event)
    return table.concat(lines, "\n")
end

function M.reload_same(T, event)
    return line(T, "admin.reload.same", event)
end

function M.reload_busy(T, event)
    return line(T, "admin.reload.busy", event)
end

function M.reload_gone(T)
    return line(T, "admin.reload.gone")
end

function M.reload_cancelled(T)
    return line(T, "admin.reload.cancelled")
end

-- --- generations ---------------------------------------------------------------------------------

local function generation(T, row)
    local what = row.what or {}
    local words = {
        number = row.number,
        at = row.at,
        by = row.by ~= "" and row.by or "—",
        origin = T:t("admin.generations." .. row.origin, { from = what.from or "" }),
    }
    local lines = { line(T, row.live and "admin.generations.live" or "admin.generations.line", words) }
    if what.counts then
        add(lines, line(T, "admin.reload.changes", what.counts))
    end
    return table.concat(lines, "\n")
end

function M.generations(T, event)
    local lines, row = { line(T, "admin.generations.title") }, {}
    local rows = {}
    for _, one in ipairs(event.rows or {}) do
        add(lines, generation(T, one))
        if one.kept and not one.live then
            row[#row + 1] = button(T, "admin.generations.back", one, "rollback", one.number)
        end
        if #row == 3 then
            rows[#rows + 1], row = row, {}
        end
    end
    if #row > 0 then
        rows[#rows + 1] = row
    end
    return table.concat(lines, "\n\n"), rows
end

return M
