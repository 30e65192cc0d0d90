-- What simulations have seen, as one SVG: a panel for each thing, days to the right. One simulation, or two
-- beside each other in two colours.
--
-- Plain shapes and texts with classes; the colours stand in one style sheet, which also knows dark screens.
local import = ...
local text = import "text"

local M = {}

local WIDE, HIGH = 460, 250 -- of a panel
local LEFT, RIGHT, TOP, BOTTOM = 62, 16, 44, 44 -- inside it
local COLUMNS = 2
local HEAD = 96
local NAMES = { "a", "b" }

local STYLE = [[
text { font: 12px system-ui, sans-serif; fill: #1f2937; }
.paper { fill: #ffffff; } .title { font-size: 20px; font-weight: 600; } .name { font-size: 14px; font-weight: 600; }
.quiet { fill: #6b7280; } .grid { stroke: #e5e7eb; } .axis { stroke: #9ca3af; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; } .second { stroke-dasharray: 5 4; }
.two .a { stroke-width: 5; opacity: .6; }
.band { opacity: .16; stroke: none; }
.a { stroke: #1d4ed8; } .b { stroke: #c2410c; } .fa { fill: #1d4ed8; } .fb { fill: #c2410c; }
@media (prefers-color-scheme: dark) {
text { fill: #e5e7eb; } .paper { fill: #111827; } .quiet { fill: #9ca3af; } .grid { stroke: #1f2937; } .axis { stroke: #4b5563; }
.a { stroke: #60a5fa; } .b { stroke: #fb923c; } .fa { fill: #60a5fa; } .fb { fill: #fb923c; }
}]]

local function say(out, form, ...)
    out[#out + 1] = form:format(...)
end

-- 1, 2 or 5 times a power of ten: about `count` steps up to `most`.
local function step_of(most, count)
    local size = 1
    while size * 10 * count <= most do
        size = size * 10
    end
    if most < count then
        return most <= 1 and 0.25 or 1
    end
    for _, by in ipairs { 1, 2, 5, 10 } do
        if size * by * count >= most then
            return size * by
        end
    end
    return size * 10
end

local function short(value)
    if value >= 1000000 then
        return ("%.3gM"):format(value / 1000000)
    elseif value >= 10000 then
        return ("%.3gk"):format(value / 1000)
    end
    return ("%.4g"):format(value)
end

local function most_of(lines)
    local most = 0
    for _, line in ipairs(lines) do
        for _, value in ipairs(line.high or line.values) do
            most = math.max(most, value)
        end
    end
    return most
end

-- A panel's frame; gives the functions from days and values to places.
local function frame(out, panel, days)
    local most = panel.most or math.max(most_of(panel.lines), 1)
    local step = step_of(most, 5)
    local top = math.ceil(most / step) * step
    local function x(day)
        return LEFT + (WIDE - LEFT - RIGHT) * day / days
    end
    local function y(value)
        return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * value / top
    end
    say(out, '<text class="name" x="%d" y="22">%s</text>', LEFT, text.escape(panel.name))
    say(out, '<text class="quiet" x="%d" y="37">%s</text>', LEFT, text.escape(panel.unit))
    for value = 0, top + step / 2, step do
        local words = panel.percent and ("%d%%"):format(value * 100 // 1) or short(value)
        say(out, '<line class="grid" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/>', LEFT, WIDE - RIGHT, y(value), y(value))
        say(out, '<text class="quiet" text-anchor="end" x="%d" y="%.1f">%s</text>', LEFT - 8, y(value) + 4, words)
    end
    local by = math.max(1, step_of(days, 6) // 1)
    for day = 0, days, by do
        say(
            out,
            '<line class="axis" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>',
            x(day),
            x(day),
            HIGH - BOTTOM,
            HIGH - BOTTOM + 5
        )
        say(out, '<text class="quiet" text-anchor="middle" x="%.1f" y="%d">%d</text>', x(day), HIGH - BOTTOM + 18, day)
    end
    say(out, '<text class="quiet" text-anchor="end" x="%d" y="%d">days</text>', WIDE - RIGHT, HIGH - 8)
    say(out, '<line class="axis" x1="%d" x2="%d" y1="%d" y2="%d"/>', LEFT, WIDE - RIGHT, HIGH - BOTTOM, HIGH - BOTTOM)
    return x, y
end

local function points(values, first, x, y)
    local out = {}
    for i, value in ipairs(values) do
        out[i] = ("%.1f,%.1f"):format(x(i - 1 + first), y(value))
    end
    return out
end

local function draw_line(out, line, x, y)
    if line.low then
        local shape = points(line.high, line.first, x, y)
        local back = points(line.low, line.first, x, y)
        for i = #back, 1, -1 do
            shape[#shape + 1] = back[i]
        end
        say(out, '<polygon class="band f%s" points="%s"/>', line.class, table.concat(shape, " "))
    end
    local class = line.class .. (line.second and " second" or "")
    say(out, '<polyline class="line %s" points="%s"/>', class, table.concat(points(line.values, line.first, x, y), " "))
end

local function draw_panel(out, panel, at, days)
    local column, row = (at - 1) % COLUMNS, (at - 1) // COLUMNS
    say(out, '<g transform="translate(%d %d)">', column * WIDE, HEAD + row * HIGH)
    local x, y = frame(out, panel, days)
    for _, line in ipairs(panel.lines) do
        draw_line(out, line, x, y)
    end
    out[#out + 1] = "</g>"
end

local function pluck(list, name)
    local out = {}
    for i, entry in ipairs(list) do
        out[i] = entry[name]
    end
    return out
end

local function by_name(list, matches)
    for _, entry in ipairs(list) do
        if matches(entry) then
            return entry
        end
    end
end

local function field_panels(panels, reports)
    for _, field in ipairs(reports[1].fields) do
        local panel = { name = field.name, unit = "a player: the middle one; band: 10% to 90%", lines = {} }
        for i, report in ipairs(reports) do
            local found = by_name(report.fields, function(other)
                return other.name == field.name
            end)
            if found then
                panel.lines[#panel.lines + 1] = {
                    class = NAMES[i],
                    first = 0,
                    values = pluck(found.days, "middle"),
                    low = pluck(found.days, "low"),
                    high = pluck(found.days, "high"),
                }
            end
        end
        panels[#panels + 1] = panel
    end
end

local function daily_panel(panels, reports, name, unit, keys)
    local panel = { name = name, unit = unit, lines = {} }
    for i, report in ipairs(reports) do
        for at, key in ipairs(keys) do
            if report.daily[key] then
                local line = { class = NAMES[i], first = 1, values = report.daily[key], second = at > 1 }
                panel.lines[#panel.lines + 1] = line
            end
        end
    end
    panels[#panels + 1] = #panel.lines > 0 and panel or nil
end

-- A panel a quest: how many have come to its end, and (dashed) to its first stage.
local function quest_panels(panels, reports)
    local seen = {}
    for _, stage in ipairs(reports[1].stages) do
        local id = stage.quest
        if not seen[id] then
            seen[id] = true
            local panel =
                { name = id, unit = "share of the players: done; dashed: begun", most = 1, percent = true, lines = {} }
            for i, report in ipairs(reports) do
                local first = by_name(report.stages, function(other)
                    return other.quest == id
                end)
                local done = by_name(report.stages, function(other)
                    return other.quest == id and other.stage == "done"
                end)
                if done then
                    table.insert(panel.lines, { class = NAMES[i], first = 1, values = done.share })
                    table.insert(panel.lines, { class = NAMES[i], first = 1, values = first.share, second = true })
                end
            end
            panels[#panels + 1] = panel
        end
    end
end

local function head(out, reports, names)
    local report = reports[1]
    local words = "%d players, %d days, seed %d"
    say(out, '<text class="title" x="16" y="34">%s</text>', "bylina simulate")
    say(out, '<text class="quiet" x="16" y="56">%s</text>', words:format(report.players, report.days, report.seed))
    for i = 1, #reports do
        local at = 16 + (i - 1) * WIDE
        say(out, '<line class="line %s" x1="%d" x2="%d" y1="78" y2="78"/>', NAMES[i], at, at + 28)
        say(out, '<text x="%d" y="82">%s</text>', at + 36, text.escape(names[i]))
    end
end

--- argument: { reports = {one or two of gather.lua, with seed}, names }. SVG.
function M.draw(argument)
    local reports, panels, out = argument.reports, {}, {}
    field_panels(panels, reports)
    daily_panel(panels, reports, "gold a day", "of all players: made; dashed: spent", { "made", "spent" })
    daily_panel(panels, reports, "deaths a day", "of all players", { "deaths" })
    quest_panels(panels, reports)
    local wide, high = COLUMNS * WIDE, HEAD + (#panels + COLUMNS - 1) // COLUMNS * HIGH
    local size = ('viewBox="0 0 %d %d" width="%d" height="%d"'):format(wide, high, wide, high)
    local class = #reports > 1 and "two" or "one"
    say(out, '<svg xmlns="http://www.w3.org/2000/svg" class="%s" %s>', class, size)
    say(out, "<style>%s</style>", STYLE)
    say(out, '<rect class="paper" width="%d" height="%d"/>', wide, high)
    head(out, reports, argument.names)
    for at, panel in ipairs(panels) do
        draw_panel(out, panel, at, reports[1].days)
    end
    out[#out + 1] = "</svg>\n"
    return table.concat(out, "\n")
end

return M
