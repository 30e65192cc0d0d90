return {
    sorted = function(bag)
        local list = {}
        for _, thing in pairs(bag) do
            list[#list + 1] = thing
        end
        return list
    end,
}
