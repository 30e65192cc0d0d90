-- The part of a reload's report that tells what a rehearsal found: how many of the turns that were really
-- played come out as they did, and in what the others differ, grouped; bounded in length.
local import = ...
local draw = import "admin_draw"

local M = {}

local line, head = draw.line, draw.head

local GROUPS_SHOWN = 5
local LENGTH_MAX = 1800 -- characters of all groups; Telegram takes 4096 in one message
local STATE_SHOWN = 4
local REPORT_SHOWN = 500 -- characters

local function add(lines, words)
    lines[#lines + 1] = words
end

local function differs(T, lines, group)
    for _, reply in ipairs(group.replies or {}) do
        if reply.was then
            add(lines, line(T, "admin.rehearsal.was", { words = reply.was }))
        end
        if reply.is then
            add(lines, line(T, "admin.rehearsal.is", { words = reply.is }))
        end
    end
    local state = group.state or {}
    for i = 1, math.min(#state, STATE_SHOWN) do
        add(lines, line(T, "admin.rehearsal.state", state[i]))
    end
    if #state > STATE_SHOWN then
        add(lines, line(T, "admin.rehearsal.state.more", { count = #state - STATE_SHOWN }))
    end
end

local function show(T, lines, group)
    add(lines, line(T, "admin.rehearsal." .. group.kind, group))
    if group.kind == "differs" then
        differs(T, lines, group)
    elseif group.report then
        add(lines, line(T, "admin.rehearsal.report", { report = head(group.report, REPORT_SHOWN) }))
    elseif group.line then
        add(lines, line(T, "admin.rehearsal.report", { report = head(group.line, REPORT_SHOWN) }))
    end
end

--- Adds the lines of a report (rehearse.lua) to those of the message.
function M.lines(T, lines, report)
    if report.broken then
        return add(lines, line(T, "admin.rehearsal.impossible", { reason = head(report.broken, REPORT_SHOWN) }))
    elseif report.turns == 0 then
        return add(lines, line(T, "admin.rehearsal.none"))
    elseif report.same == report.turns then
        return add(lines, line(T, "admin.rehearsal.same", report))
    end
    add(lines, line(T, "admin.rehearsal.title", report))
    for _, name in ipairs { "failed", "differ", "more", "mended" } do
        if report[name] > 0 then
            add(lines, line(T, "admin.rehearsal.count." .. name, report))
        end
    end
    if report.played < report.turns then
        add(lines, line(T, "admin.rehearsal.late", { count = report.turns - report.played }))
    end
    local groups = report.groups or {}
    local shown, room = 0, LENGTH_MAX
    while shown < math.min(#groups, GROUPS_SHOWN) do
        local own = {}
        show(T, own, groups[shown + 1])
        local words = table.concat(own, "\n")
        room = room - utf8.len(words)
        if room < 0 and shown > 0 then
            break
        end
        add(lines, words)
        shown = shown + 1
    end
    local left = (report.left or 0) + #groups - shown
    if left > 0 then
        add(lines, line(T, "admin.rehearsal.left", { count = left }))
    end
end

return M
