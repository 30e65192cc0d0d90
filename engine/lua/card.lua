-- A scene as the studio shows it: its file, its choices, its words in a language.
local import = ...
local frozen = import "frozen"
local texts = import "texts"

local M = {}

-- A text as it is written, placeholders and all, without markup.
local function word(reader, key)
    local entry = reader.texts:find(reader.lang, key)
    if not entry then
        return nil
    end
    local out = {}
    for _, part in ipairs(entry.forms.other) do
        out[#out + 1] = type(part) == "string" and part or ("{%s}"):format(table.concat(part.path, "."))
    end
    return texts.strip(table.concat(out))
end

local function choices(reader, scene)
    local list = {}
    for _, choice in ipairs(scene.def) do
        list[#list + 1] = {
            id = choice.id,
            label = not choice.each and word(reader, scene.id .. "." .. choice.id) or nil,
            each = choice.each ~= nil or nil,
            guarded = choice.when ~= nil or nil,
            go = type(choice.go) == "string" and choice.go or nil,
        }
    end
    return list
end

-- All words whose key begins with the scene's id.
local function words(game, reader, id)
    local list = {}
    for _, key in ipairs(frozen.keys(game.locales.by_lang[reader.lang] or {})) do
        if key:sub(1, #id + 1) == id .. "." then
            list[#list + 1] = { key = key, text = word(reader, key) }
        end
    end
    return list
end

--- asked: { id, lang }. { none = true } if there is no such scene.
function M.scene(game, asked)
    local scene = game.scenes[asked.id]
    if not scene then
        return { none = true }
    end
    local reader = { texts = game.locales, lang = game.locales:fit(asked.lang), zone = "UTC", now = 0 }
    return {
        id = scene.id,
        file = scene.path,
        text = word(reader, scene.id .. ".text"),
        computed = scene.def.text ~= nil or nil,
        input = scene.def.input ~= nil or nil,
        hold = scene.def.hold ~= nil or nil,
        choices = choices(reader, scene),
        words = words(game, reader, scene.id),
    }
end

return M
