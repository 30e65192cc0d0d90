-- The tales of things, foes, rumours and quests, as several scenes ask for them; and all of them at once.
local places = require "places"

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

--- What the giver of a quest says.
function M.plea(ctx, quest)
    return ctx:lore("quest", {
        id = quest.id,
        giver = quest.giver,
        foe = quest.foe,
        count = quest.count,
        gold = quest.gold,
        plea = ctx:t(quest.plea),
    })
end

--- Whatever of these nobody has asked for yet, what is seen most first: bylina lore warm.
function M.all(ctx)
    local texts = places.all(ctx)
    for _, quest in pairs(content.quests) do
        texts[#texts + 1] = M.plea(ctx, quest)
    end
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
