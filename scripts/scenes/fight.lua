-- A fight: no message is named; after each turn the scene is drawn again and edited in place.
local hero = require "hero"
local tales = require "tales"

local function won(ctx, foe)
    ctx:emit("kill", { monster = foe.id })
    ctx:pay("world", ctx.player, foe.gold, "loot")
    ctx.player.deeds[foe.id] = true
    ctx:note("fight.won", { foe = ctx:t(foe), gold = foe.gold, exp = foe.exp })
    hero.take(ctx, foe.loot)
    hero.learn(ctx, foe.exp)
    ctx:go("forest")
end

-- The foe's answer: what got through to the hero.
local function answer(ctx, foe, soften)
    local taken = rules.combat.hit(foe.power, false, ctx:roll(rules.combat.sides()))
    taken = rules.combat.through(taken, hero.armour(ctx.player))
    if soften then
        taken = rules.combat.softened(taken)
    end
    hero.set_hp(ctx.player, hero.hp(ctx.player, ctx.now) - taken, ctx.now)
    return taken
end

return scene "fight" {
    hold = true,
    image = function(ctx)
        return content.monsters[ctx.vars.foe].image
    end,
    text = function(ctx)
        local foe = content.monsters[ctx.vars.foe]
        local state = ctx:t("fight.text", {
            foe = ctx:t(foe),
            hp = hero.hp(ctx.player, ctx.now),
            most = rules.health.most(ctx.player.level),
            foe_hp = ctx.vars.hp,
            foe_most = foe.hp,
        })
        return ctx.vars.hp == foe.hp and { tales.foe(ctx, foe), "", state } or state
    end,
    {
        id = "strike",
        each = { "high", "low" },
        run = function(ctx, zone)
            local foe = content.monsters[ctx.vars.foe]
            local guarded = ctx:pick(foe.guards) == zone
            local dealt = rules.combat.hit(hero.power(ctx.player), guarded, ctx:roll(rules.combat.sides()))
            ctx.vars.hp = ctx.vars.hp - dealt
            if ctx.vars.hp <= 0 then
                return won(ctx, foe)
            end
            local taken = answer(ctx, foe)
            if dealt > 0 then
                ctx:note("fight.blows", { dealt = dealt, taken = taken })
            else
                ctx:note("fight.parried", { taken = taken })
            end
            if ctx.player.hp <= 0 then
                ctx:go("hut")
            end
        end,
    },
    {
        id = "guard",
        run = function(ctx)
            local taken = answer(ctx, content.monsters[ctx.vars.foe], true)
            ctx:note("fight.guarded", { taken = taken })
            if ctx.player.hp <= 0 then
                ctx:go("hut")
            end
        end,
    },
    {
        id = "flee",
        go = "forest",
        run = function(ctx)
            ctx:note("fight.fled")
        end,
    },
}
