-- Experience and levels: the next level wants twenty points more than the one before.
local function needed(level)
    return 20 * level
end

return {
    needed = needed,
    -- Level and what is left of the experience.
    after = function(level, exp)
        while exp >= needed(level) do
            exp, level = exp - needed(level), level + 1
        end
        return level, exp
    end,
}
