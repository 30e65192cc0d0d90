-- The tales of things, foes and rumours, as several scenes ask for them; and all of them at once.
local M = {}

--- What is told of a thing: whoever is the first to hold such a thing has found the tale.
function M.item(ctx, item)
    return ctx:lore("item", {
        id = item.id,
        slot = item.slot,
        power = item.power,
        armour = item.armour,
        heals = item.heals,
        rare = item.rare,
        about = ctx:t(item.about),
    })
end

--- How a foe comes out of the thicket.
function M.foe(ctx, foe)
    return ctx:lore("monster", { id = foe.id, hp = foe.hp, power = foe.power, about = ctx:t(foe.about) })
end

function M.rumour(ctx, rumour)
    return ctx:lore("rumour", { id = rumour.id, about = ctx:t(rumour.about) })
end

--- Whatever of these nobody has asked for yet: bylina lore warm.
function M.all(ctx)
    local texts = {}
    for _, item in pairs(content.items) do
        texts[#texts + 1] = M.item(ctx, item)
    end
    for _, foe in pairs(content.monsters) do
        texts[#texts + 1] = M.foe(ctx, foe)
    end
    for _, rumour in pairs(content.rumours) do
        texts[#texts + 1] = M.rumour(ctx, rumour)
    end
    return texts
end

return M
