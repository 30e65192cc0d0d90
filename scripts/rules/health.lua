-- Health comes back by itself, a point in two minutes, reckoned when somebody looks.
local POINT_SECONDS = 120

local function most(level)
    return 20 + 5 * (level - 1)
end

return {
    most = most,
    now = function(hp, since, level, now)
        if not since then
            return math.min(hp, most(level))
        end
        return math.min(most(level), hp + math.max(0, now - since) // POINT_SECONDS)
    end,
}
