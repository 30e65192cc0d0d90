local M = {}

local PARTS = { "ba", "do", "ki", "lu", "me", "no", "ra", "si", "tu", "ve" }

--- A name that no other thing has: number 307 is "Ludoki".
function M.name(n)
    local name = ""
    repeat
        name = PARTS[n % 10 + 1] .. name
        n = n // 10
    until n == 0
    return name:sub(1, 1):upper() .. name:sub(2)
end

return M
