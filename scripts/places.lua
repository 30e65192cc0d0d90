-- How a place looks at this hour and in this weather: one of a few texts, and until one is written the words
-- of its row.
local M = {}

local function told(ctx, place, hour, weather)
    local row = content.looks[place]
    return ctx:lore("room", {
        place = place,
        hour = hour,
        weather = weather,
        look = ctx:t(hour == "night" and row.night or row.day),
    })
end

function M.look(ctx, place)
    return told(ctx, place, rules.sky.hour(ctx.now), rules.sky.weather(ctx.now))
end

--- All that may be told of the places, at all hours and in all weathers.
function M.all(ctx)
    local texts = {}
    for id in pairs(content.looks) do
        for _, hour in ipairs(rules.sky.hours) do
            for _, weather in ipairs(rules.sky.weathers) do
                texts[#texts + 1] = told(ctx, id, hour, weather)
            end
        end
    end
    return texts
end

return M
