-- The numbers of the fair, and who stands beside whom.
local ROW = 10 -- ids: these players see each other

return {
    START_GOLD = 100,
    SWORDS = 3,
    MINUTE = 60,
    GIFT = 7,
    PURSE = 10, -- put into a trade at once
    PRICE = 12, -- of a sword on the market
    row = function(id)
        return tostring(tonumber(id) // ROW)
    end,
    pay = function(since, now)
        return math.max(0, math.min(60, now - since))
    end,
    -- A map of flags or things as a list of { id }, by id.
    listed = function(map)
        local list = {}
        for id in pairs(map) do
            list[#list + 1] = { id = id }
        end
        return list
    end,
    count = function(map)
        local n = 0
        for _ in pairs(map) do
            n = n + 1
        end
        return n
    end,
}
