local chronicle = require "chronicle"
local hero = require "hero"
local tales = require "tales"

-- Where players begin, and where those go whose scene is gone without a new name; how a hero gets a thing
-- from an admin, and what is forgotten with him: his name is free again. `warm`: texts that may be written
-- before anybody asks.
return {
    start = "naming",
    home = "crossroads",
    give = function(ctx, item, n)
        for _ = 1, n do
            hero.take(ctx, item)
        end
    end,
    erase = function(ctx)
        local name = ctx.player.name and ctx:get("name", utf8.lower(ctx.player.name))
        if name and name.owner == ctx.player.id then
            ctx:drop(name)
        end
        chronicle.forget(ctx, ctx.player.id)
    end,
    warm = tales.all,
}
