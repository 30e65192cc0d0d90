-- How times look to a reader: {left:span} and {till:clock}.
local import = ...
local time = import "time"

local M = {}

local UNITS = {
    ru = { "д", "ч", "мин", "с" },
    en = { "d", "h", "min", "s" },
}

--- The two largest units of a number of seconds: "2 ч 5 мин". Never below zero.
function M.span(seconds, lang)
    local names = UNITS[lang] or UNITS.en
    local left = math.max(0, seconds // 1 | 0)
    local parts = {}
    for i, size in ipairs { 86400, 3600, 60, 1 } do
        local count = left // size
        left = left % size
        if count > 0 and #parts < 2 then
            parts[#parts + 1] = ("%d %s"):format(count, names[i])
        elseif #parts > 0 then
            break
        end
    end
    return parts[1] and table.concat(parts, " ") or ("0 %s"):format(names[4])
end

--- The time of day in the reader's zone, with the date when it is not today: "18:05", "24.11, 18:05".
function M.clock(seconds, zone, now)
    local at, today = time.civil(seconds, zone), time.civil(now, zone)
    local clock = ("%02d:%02d"):format(at.hour, at.min)
    if at.day == today.day and at.month == today.month and at.year == today.year then
        return clock
    end
    return ("%02d.%02d, %s"):format(at.day, at.month, clock)
end

return M
