-- What a hero may be called: letters of one alphabet, perhaps with a hyphen inside.
local CYRILLIC = { 0x400, 0x45F }
local HYPHEN = 0x2D

local function is_latin(c)
    return c >= 0x41 and c <= 0x5A or c >= 0x61 and c <= 0x7A
end

local function is_cyrillic(c)
    return c >= CYRILLIC[1] and c <= CYRILLIC[2]
end

local function fair(name)
    local latin, cyrillic, last = 0, 0, HYPHEN
    for _, c in utf8.codes(name) do
        if c == HYPHEN and last == HYPHEN then
            return false
        end
        latin = latin + (is_latin(c) and 1 or 0)
        cyrillic = cyrillic + (is_cyrillic(c) and 1 or 0)
        if c ~= HYPHEN and not is_latin(c) and not is_cyrillic(c) then
            return false
        end
        last = c
    end
    return last ~= HYPHEN and (latin == 0) ~= (cyrillic == 0)
end

return { fair = fair }
