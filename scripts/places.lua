-- How a place looks at this hour and in this weather. `look` is how it looks when nobody has told of it yet.
local M = {}

function M.look(ctx, place, look)
    return ctx:lore("room", {
        place = place,
        hour = rules.sky.hour(ctx.now),
        weather = rules.sky.weather(ctx.now),
        look = look,
    })
end

return M
