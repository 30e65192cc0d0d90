-- How buttons fall into rows: as many in a row as their labels have room for, in the order given.
-- Telegram gives the buttons of a row equal widths, so the widest label counts for all.
local import = ...
local text = import "text"

local M = {}

local COLUMNS = 34 -- characters that fit a phone's message width
local PADDING = 3 -- around each label
local IN_ROW = 4
local LABEL_MAX = 60

local function fits(count, widest)
    return count <= IN_ROW and count * (widest + PADDING) <= COLUMNS
end

--- A label of a sensible length.
function M.label(words)
    if text.length(words) <= LABEL_MAX then
        return words
    end
    return words:sub(1, utf8.offset(words, LABEL_MAX) - 1) .. "…"
end

--- buttons: { {text, data, alone?}, ... } -> { {button, ...}, ... }. Buttons share rows only with those
--- of the same `alone` (a group's name, nil for most).
function M.lay(buttons)
    local rows, row, widest = {}, {}, 0
    for _, button in ipairs(buttons) do
        local width = text.width(button.text)
        local wide = math.max(widest, width)
        if #row > 0 and (row[1].alone ~= button.alone or not fits(#row + 1, wide)) then
            rows[#rows + 1] = row
            row, wide = {}, width
        end
        row[#row + 1], widest = button, wide
    end
    if #row > 0 then
        rows[#rows + 1] = row
    end
    local plain = {}
    for i, entries in ipairs(rows) do
        plain[i] = {}
        for j, button in ipairs(entries) do
            plain[i][j] = { text = button.text, data = button.data }
        end
    end
    return plain
end

return M
