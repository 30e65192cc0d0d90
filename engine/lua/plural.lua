-- Plural categories of the CLDR (cldr.unicode.org, "Language Plural Rules"): which form of a text a
-- number asks for. A language that is not here has `other` alone.
local M = {}

local function russian(n)
    local ten, hundred = n % 10, n % 100
    if ten == 1 and hundred ~= 11 then
        return "one"
    elseif ten >= 2 and ten <= 4 and (hundred < 12 or hundred > 14) then
        return "few"
    end
    return "many"
end

local function english(n)
    return n == 1 and "one" or "other"
end

local RULES = { ru = russian, uk = russian, be = russian, en = english, de = english }

local FORMS = {}
for lang, rule in next, RULES do
    FORMS[lang] = rule == russian and { "one", "few", "many", "other" } or { "one", "other" }
end

--- All forms of a language, as a list; nil for one that is not known here.
function M.forms(lang)
    return FORMS[lang]
end

--- "one", "few", "many" or "other".
function M.category(lang, n)
    local rule = RULES[lang]
    if not rule or math.type(n) ~= "integer" then
        return "other"
    end
    return rule(math.abs(n))
end

return M
