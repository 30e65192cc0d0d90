-- The command menu by language: what Telegram's button beside the input shows, for players and for each
-- role: { ru = { player = { {command, description}, ... }, owner = ..., ... }, en = ... }.
local import = ...
local admin = import "admin"
local commands = import "commands"
local frozen = import "frozen"
local roles = import "roles"
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

-- role nil: a player like others.
local function list(game, reader, role)
    local shown = { entry(reader, "start") }
    for _, id in ipairs(admin.menu(game, role)) do
        shown[#shown + 1] = entry(reader, id)
    end
    for _, id in ipairs(frozen.keys(commands.LORE)) do
        shown[#shown + 1] = commands.of_lore(game, id) and entry(reader, id) or nil
    end
    for _, id in ipairs(frozen.keys(game.commands)) do
        local def = game.commands[id].def
        if def.where ~= "inline" and (not def.role or roles.allows(role, def.role)) then
            shown[#shown + 1] = entry(reader, id)
        end
    end
    return shown
end

--- game -> the menus
function M.list(game)
    local menus = {}
    for _, lang in ipairs(game.locales.list) do
        local reader = { texts = game.locales, lang = lang, zone = "UTC", now = 0 }
        menus[lang] = { player = list(game, reader) }
        for _, role in ipairs(roles.list) do
            menus[lang][role] = list(game, reader, role)
        end
    end
    return menus
end

return M
