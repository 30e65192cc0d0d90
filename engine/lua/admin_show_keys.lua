-- The answers about roles and the audit, as HTML and rows of buttons: a part of admin_show.lua.
local import = ...
local draw = import "admin_draw"
local frozen = import "frozen"
local texts = import "texts"

local M = {}
local line = draw.line

local DETAIL_MAX = 200
local SIDE_MAX = 300

--- The studio asked for something that says nothing.
function M.noted(T)
    return T:html(T.notes)
end

--- A line in the engine's words.
function M.said(T, event)
    return line(T, event.key, event.args)
end

function M.maintenance(T, event)
    if not event.on then
        return line(T, "admin.maintenance.off")
    end
    local lines = { line(T, "admin.maintenance.on", event) }
    for _, lang in ipairs(frozen.keys(event.texts)) do
        lines[#lines + 1] = lang ~= "" and ("<b>%s:</b>\n%s"):format(lang, event.texts[lang]) or event.texts[lang]
    end
    return table.concat(lines, "\n\n"), { { draw.button(T, "admin.maintenance.open", nil, "maintenance_off", 0) } }
end

function M.roles(T, event)
    local lines = { line(T, event.everyone and "admin.roles.everyone" or "admin.roles.title") }
    for _, row in ipairs(event.rows) do
        row.title = texts.new("admin.role." .. row.role)
        lines[#lines + 1] = line(T, row.by and "admin.roles.line" or "admin.roles.line.fixed", row)
    end
    return table.concat(lines, "\n")
end

-- "✔ 18:05 5: give 30 · player/7" and, where something has changed, before and after.
local function act(T, row)
    row.detail = draw.head(row.detail or "", DETAIL_MAX)
    local words = line(T, row.refused and "admin.audit.refused" or "admin.audit.done", row)
    if row.subject then
        words = words .. line(T, "admin.audit.subject", row)
    end
    if row.was or row.became then
        row.was, row.became = draw.head(row.was or "—", SIDE_MAX), draw.head(row.became or "—", SIDE_MAX)
        words = words .. "\n" .. line(T, "admin.audit.change", row)
    end
    return words
end

function M.audit(T, event)
    local whole = event.whose == ""
    local lines = { line(T, whole and "admin.audit.title" or "admin.audit.title.of", event) }
    local rows
    for _, row in ipairs(event.rows or {}) do
        lines[#lines + 1] = act(T, row)
    end
    if #lines == 1 then
        lines[2] = line(T, "admin.audit.none")
    elseif event.more and whole then
        rows = { { draw.button(T, "admin.older", nil, "audit", event.rows[#event.rows].id) } }
    end
    return table.concat(lines, "\n"), rows
end

return M
