-- How buttons fall into rows: as many in a row as their labels have room for, in the order given.
-- Telegram gives the buttons of a row equal widths, so the widest label counts for all.
local import = ...
local text = import "text"

local M = {}

local COLUMNS = 34 -- characters that fit a phone's message width
local PADDING = 3 -- around each label
local IN_ROW = 4
local LABEL_MAX = 60
M.LABEL_MAX = LABEL_MAX -- characters of a label; more is cut

local function fits(count, widest)
    return count <= IN_ROW and count * (widest + PADDING) <= COLUMNS
end

--- A label of a sensible length, and its width.
function M.label(words)
    if text.length(words) > LABEL_MAX then
        words = words:sub(1, utf8.offset(words, LABEL_MAX) - 1) .. "…"
    end
    return words, text.width(words)
end

--- buttons: { {text, width, data, alone?}, ... } -> { { {text, data}, ...}, ... }. Buttons share rows
--- only with those of the same `alone` (a group's name, nil for most).
function M.lay(buttons)
    local rows, row, widest, alone = {}, nil, 0, nil
    for i = 1, #buttons do
        local button = buttons[i]
        local width = button.width
        local wide = width > widest and width or widest
        if row == nil or alone ~= button.alone or not fits(#row + 1, wide) then
            row, wide, alone = {}, width, button.alone
            rows[#rows + 1] = row
        end
        row[#row + 1], widest = { text = button.text, data = button.data }, wide
    end
    return rows
end

return M
