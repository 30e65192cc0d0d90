-- Texts that may be written before anybody asks: init.warm(ctx) of scripts/init.lua gives a list of what
-- ctx:lore gives, and whatever of it is not there is wanted, in each language of the game. It is run in a
-- world without players (testing.lua), where nothing is there: what the database has the command knows
-- (app/lore_warm.c).
local import = ...
local ctx = import "ctx"
local state = import "state"
local testing = import "testing"

local M = {}

-- All of them, however they would be drawn for a player.
local function variants_of(one)
    return one.lore and one.lore.def.variants or 1
end

local function gather(game, lang, wants)
    local world = testing.world(game, 1)
    world.config.lore = "on"
    local event = { type = "warm", id = "warm", lang = lang, private = true }
    local unit, work = world:open(event)
    local T = state.new(game, unit, event)
    T.ctx = ctx.new(T)
    T:draw(function()
        for _, one in ipairs(game.init.warm(T.ctx)) do
            for which = 1, variants_of(one) do
                T.wanted = nil -- each is a turn of its own, as far as limits go
                T.variant = which
                T:html(one)
            end
        end
    end)
    table.move(work.wants, 1, #work.wants, #wants + 1, wants)
end

--- { wants = { { id, kind, entity, lang, attributes, facts }, ... } }; none: the game has no init.warm.
function M.list(game)
    local wants = {}
    if not game.init.warm then
        return { none = true, wants = wants }
    end
    for _, lang in ipairs(game.locales.list) do
        gather(game, lang, wants)
    end
    return { wants = wants }
end

return M
