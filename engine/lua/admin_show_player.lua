-- The answers about players: a part of admin_show.lua.
local import = ...
local draw = import "admin_draw"
local frozen = import "frozen"
local json = import "json"

local M = {}
local line = draw.line

local DOCUMENT_MAX = 2600 -- characters of a document in a message
local LINES_MAX = 90
local DEPTH_MAX = 8
local SHORT = 60 -- an inner table that fits is one line

-- A value as JSON for eyes: keys sorted, an entry a line, small tables in one.
local function pretty(value, indent, depth)
    local whole = json.encode { value }
    local short = whole:sub(2, -2)
    if type(value) ~= "table" or next(value) == nil or depth > DEPTH_MAX then
        return short
    elseif depth > 0 and #short <= SHORT then
        return short
    end
    local inner, parts = indent .. "  ", {}
    local open, close = "{", "}"
    if value[1] ~= nil then
        open, close = "[", "]"
        for i, one in ipairs(value) do
            parts[i] = inner .. pretty(one, inner, depth + 1)
        end
    else
        for _, key in ipairs(frozen.keys(value)) do
            parts[#parts + 1] = ("%s%q: %s"):format(inner, key, pretty(value[key], inner, depth + 1))
        end
    end
    return ("%s\n%s\n%s%s"):format(open, table.concat(parts, ",\n"), indent, close)
end

-- The document cut at the end of a line; how many lines were left out.
local function cut(words)
    local kept, length, count = {}, 0, 0
    for one in (words .. "\n"):gmatch "(.-)\n" do
        count = count + 1
        one = draw.head(one, DOCUMENT_MAX // 4)
        length = length + utf8.len(one) + 1
        if count <= LINES_MAX and length <= DOCUMENT_MAX then
            kept[#kept + 1] = one
        end
    end
    return table.concat(kept, "\n"), count - #kept
end

local function handles(T, event)
    local barred = event.barred
    local first = barred and { barred.how == "banned" and "unban" or "thaw" } or { "freeze", "ban" }
    local rows = {
        {},
        {
            draw.button(T, "admin.player.timers", nil, "timers_of", event.id),
            draw.button(T, "admin.player.audit", nil, "audit_of", event.id),
        },
    }
    for i, name in ipairs(first) do
        rows[1][i] = draw.button(T, "admin.player." .. name, nil, name, event.id)
    end
    return rows
end

function M.player(T, event)
    local document = pretty(event.document, "", 0)
    local left
    document, left = cut(document)
    event.name = event.name or "—"
    local lines = { line(T, "admin.player.head", event) }
    for _, name in ipairs { "username", "role", "scene" } do
        if event[name] then
            lines[#lines + 1] = line(T, "admin.player." .. name, event)
        end
    end
    if event.barred then
        event.barred.why = event.barred.why or ""
        lines[#lines + 1] = line(T, "admin.player." .. event.barred.how, event.barred)
    end
    lines[#lines + 1] = line(T, "admin.player.document", { document = document })
    if left > 0 then
        lines[#lines + 1] = line(T, "admin.player.cut", { n = left })
    end
    return table.concat(lines, "\n"), handles(T, event)
end

function M.erase(T, event)
    return line(T, "admin.player.erase", { id = event.id, name = event.name or "—" }),
        { { draw.button(T, "admin.player.erase_yes", nil, "erase_yes", event.id) } }
end

function M.found(T, event)
    local lines, rows = { line(T, "admin.find.title") }, {}
    for _, row in ipairs(event.rows or {}) do
        row.username = row.username ~= "" and "@" .. row.username or ""
        row.name = row.name ~= "" and row.name or "—"
        lines[#lines + 1] = line(T, "admin.find.line", row)
        rows[#rows + 1] = { draw.button(T, "admin.player.see", row, "player", row.id) }
    end
    if #rows == 0 then
        return line(T, "admin.find.none", { text = event.text })
    elseif event.more then
        lines[#lines + 1] = line(T, "admin.find.more")
    end
    return table.concat(lines, "\n"), rows
end

return M
