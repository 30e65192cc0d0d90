-- The hero as documents have him: what several scenes need and rules alone cannot give.
local chronicle = require "chronicle"

local M = {}

--- Health as it is now.
function M.hp(player, now)
    return rules.health.now(player.hp, player.hp_since, player.level, now)
end

function M.set_hp(player, hp, now)
    player.hp, player.hp_since = hp, now
end

--- What he holds in his hand, as a row of content; nil for bare hands.
function M.weapon(player)
    local thing = rules.bags.worn(player.bag, player.worn, "hand")
    return thing and content.items[thing.item]
end

function M.power(player)
    local weapon = M.weapon(player)
    return rules.combat.power(player.strength, weapon and weapon.power or 0)
end

--- What his cap takes off every blow.
function M.armour(player)
    local thing = rules.bags.worn(player.bag, player.worn, "head")
    return thing and content.items[thing.item].armour or 0
end

--- Eats or drinks: health comes at once, and never above the most. Gives what it came to.
function M.heal(player, points, now)
    local before = M.hp(player, now)
    M.set_hp(player, math.min(rules.health.most(player.level), before + points), now)
    return player.hp - before
end

function M.take(ctx, item)
    local thing = { id = ctx:id(), item = item }
    ctx.player.bag[thing.id] = thing
end

--- Adds experience; a new level is told in a note.
function M.learn(ctx, exp)
    local player = ctx.player
    local level
    level, player.exp = rules.levels.after(player.level, player.exp + exp)
    if level > player.level then
        M.set_hp(player, M.hp(player, ctx.now), ctx.now) -- from now on there is more to recover
        player.level = level
        ctx:note("hero.level", { n = level })
        chronicle.note(ctx, "level")
    end
end

return M
