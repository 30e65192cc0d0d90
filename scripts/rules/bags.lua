-- Bags: { [id] = { id, item } }, and what is worn: { [slot] = id }.
local function sorted(bag)
    local things = {}
    for _, thing in pairs(bag) do
        things[#things + 1] = thing
    end
    table.sort(things, function(a, b)
        if a.item ~= b.item then
            return a.item < b.item
        end
        return a.id < b.id
    end)
    return things
end

return {
    sorted = sorted,
    size = function(bag)
        return #sorted(bag)
    end,
    -- The thing that is worn there, or nil; what was lost meanwhile is not worn.
    worn = function(bag, worn, slot)
        return worn[slot] and bag[worn[slot]]
    end,
}
