-- The tavern: what is said about places, and what is sung about heroes.
local chronicle = require "chronicle"
local places = require "places"
local tales = require "tales"

local GUESTS = { "carter", "ferryman", "potter", "beekeeper", "tinker" }
local RUMOURS = { "oak", "hides", "dummy", "crone", "stone" }

local function listen(ctx)
    ctx:go("tavern.rumour", { rumour = ctx:pick(RUMOURS) })
end

local function deed(ctx, what, name)
    if what == "sword" then
        return ctx:t("tavern.song.sword", { name = name })
    elseif what == "winter" then
        return ctx:t("tavern.song.winter", { name = name })
    end
    return ctx:t("tavern.song.level", { name = name })
end

return scene "tavern" {
    text = function(ctx)
        local day = ctx.now // 86400
        local guest = content.guests[GUESTS[day % #GUESTS + 1]]
        return ctx:t("tavern.text", {
            look = places.look(ctx, "tavern"),
            trade = ctx:t(guest),
            name = ctx:lore("name", { day = day, trade = ctx:t(guest), called = ctx:t(guest.called) }),
        })
    end,
    { id = "listen", run = listen },
    { id = "song", go = "tavern.song" },
    { id = "wall", go = "tavern.names" },
},
    scene "tavern.rumour" {
        text = function(ctx)
            local rumour = content.rumours[ctx.vars.rumour]
            return {
                ctx:t("tavern.rumour.title"),
                tales.rumour(ctx, rumour),
            }
        end,
        { id = "more", run = listen },
    },
    scene "tavern.song" {
        text = function(ctx)
            local lines, heroes, who = {}, {}, {}
            local deeds, today = chronicle.week(ctx)
            for i, one in ipairs(deeds) do
                lines[i], heroes[i], who[i] = deed(ctx, one.what, one.name), one.name, one.by
            end
            if #lines == 0 then
                return ctx:t("tavern.song.silent")
            end
            local told = ctx:t("tavern.song.deeds", { deeds = lines })
            return {
                ctx:t("tavern.song.title"),
                ctx:lore("chronicle", { day = today, heroes = heroes, deeds = told, who = who }),
            }
        end,
    },
    -- Who was the first to see most of the world: the names are cut into the wall.
    scene "tavern.names" {
        text = function(ctx)
            local names = ctx:board("discoveries")
            if #names == 0 then
                return ctx:t("tavern.names.none")
            end
            return ctx:t("tavern.names.cut", { names = names })
        end,
    }
