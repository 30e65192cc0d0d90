-- Who of these players is meant by what an admin typed: a part of the name or of the username, whatever
-- the case.
local import = ...
local text = import "text"

local M = {}

--- asked: { text, rows = { { id, name, username }, ... } }. The rows that fit.
function M.rows(asked)
    local wanted = text.lower(text.trim(asked.text)):gsub("^@", "")
    local found = {}
    for _, row in ipairs(asked.rows or {}) do
        for _, name in ipairs { row.name, row.username } do
            if wanted ~= "" and text.lower(name):find(wanted, 1, true) then
                found[#found + 1] = row
                break
            end
        end
    end
    return found
end

return M
