-- A hall of things, each of which has a text that is written once.
return scene "hall" {
    {
        id = "look",
        page = 50,
        each = function()
            local list = {}
            for id in pairs(content.items) do
                list[#list + 1] = id
            end
            return list
        end,
        label = function(_, id)
            return "[" .. id .. "]"
        end,
        go = "thing",
        vars = function(_, id)
            return { item = id }
        end,
    },
}
