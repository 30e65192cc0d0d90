-- Where a player can stand in this game, for who moves players from one generation to the next:
-- { scenes = { id, ... }, home = id, renamed = { [old] = new } }. An empty list is left out.
local import = ...
local frozen = import "frozen"

local M = {}

function M.list(game)
    local renamed = game.renamed.scenes
    return {
        scenes = frozen.keys(game.scenes),
        home = game.init.home,
        renamed = renamed and next(renamed) ~= nil and renamed or nil,
    }
end

return M
