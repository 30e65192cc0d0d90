-- Lists of texts in content, { "sword", "axe" }: one way to check them all.
local import = ...
local frozen = import "frozen"

local M = {}

--- The texts of a list as a set. Raises, with `place` before the words, for what is no list, an entry that
--- is no text or empty, a text that is there twice, and more than `max` of them (nil: no limit).
function M.set(place, list, max)
    if #frozen.keys(list) ~= #list then
        error(("%s: a list of texts expected"):format(place), 0)
    elseif max and #list > max then
        error(("%s: a list of at most %d texts expected"):format(place, max), 0)
    end
    local set = {}
    for i, word in ipairs(list) do
        if type(word) ~= "string" or word == "" then
            error(("%s: a list of texts expected, entry %d is none"):format(place, i), 0)
        elseif set[word] then
            error(("%s: %s is there twice"):format(place, word), 0)
        end
        set[word] = true
    end
    return set
end

return M
