-- The hero's own page: who he is, what he holds, what he has promised.
local hero = require "hero"

return scene "hero" {
    image = "hero.png",
    text = function(ctx)
        local player = ctx.player
        local weapon = hero.weapon(player)
        local found = player.discoveries or 0
        local card = ctx:t("hero.text", {
            hp = hero.hp(player, ctx.now),
            most = rules.health.most(player.level),
            next = rules.levels.needed(player.level),
            weapon = ctx:t(weapon or "hero.bare"),
            power = hero.power(player),
        })
        return { card, found > 0 and ctx:t("hero.found", { n = found }) or nil }
    end,
    { id = "journal", go = "journal" },
    { id = "settings", go = "settings" },
}
