-- The command menu by language: what Telegram's button beside the input shows, for players and for
-- admins: { ru = { player = { {command, description}, ... }, admin = ... }, en = ... }.
local import = ...
local admin_commands = import("admin").menu
local frozen = import "frozen"
local texts = import "texts"

local M = {}

local function entry(reader, id)
    return { command = id, description = texts.plain(reader, texts.new("commands." .. id)) }
end

--- The game's name, in the language it was thought up in: the first that is not English.
function M.title(game)
    local lang = game.locales.list[1]
    for _, other in ipairs(game.locales.list) do
        lang = lang == "en" and other or lang
    end
    return texts.plain({ texts = game.locales, lang = lang, zone = "UTC", now = 0 }, texts.new "common.title")
end

--- game -> the menus
function M.list(game)
    local menus = {}
    for _, lang in ipairs(game.locales.list) do
        local reader = { texts = game.locales, lang = lang, zone = "UTC", now = 0 }
        local player = { entry(reader, "start") }
        local admin = { entry(reader, "start"), entry(reader, "reload") }
        for _, id in ipairs(admin_commands) do
            admin[#admin + 1] = entry(reader, id)
        end
        for _, id in ipairs(frozen.keys(game.commands)) do
            local def = game.commands[id].def
            admin[#admin + 1] = entry(reader, id)
            if not def.role then
                player[#player + 1] = entry(reader, id)
            end
        end
        menus[lang] = { player = player, admin = admin }
    end
    return menus
end

return M
