-- The scribe in a test's world: AI is off, and what ctx:lore gives is the template, until a test says
-- otherwise. Then what it has written is served, and what it has begun is waited for.
local import = ...
local frozen = import "frozen"
local json = import "json"
local lore_words = import "lore_words"
local texts = import "texts"

local M = {}

-- The ids of a text in a language; those of all its variants.
local function ids_of(world, prompt, kind, facts, lang)
    local reader = { lang = lang, texts = world.game.locales, now = world.now, turn = {} }
    local value, ids = texts.lore(prompt, kind, facts), {}
    for at = 1, prompt.def.variants or 1 do
        ids[at] = lore_words.name(reader, value, at).id
    end
    return ids
end

local function publish(world, id, event)
    event.type, event.id = "lore", id
    world.written = world.written + 1
    event.row, event.revision = world.written, event.text and world.written or nil
    world:play(event)
end

--- The method world:lore of testing.lua.
function M.lore(world, kind, facts, written, level)
    local prompt = world.game.prompts[kind]
    if not prompt then
        error(("there is no content/prompts/%s.lua"):format(tostring(kind)), level + 1)
    end
    for _, name in ipairs(prompt.def.facts) do
        if facts[name] == nil then
            error(("world:lore: %s needs the fact %s (%s)"):format(kind, name, prompt.path), level + 1)
        end
    end
    for name in next, written or {} do
        if not prompt.def.fields[name] then
            error(("world:lore: %s has no field %s (%s)"):format(kind, tostring(name), prompt.path), level + 1)
        end
    end
    world.config.lore = not written and written ~= false and "on" or world.config.lore or "kept"
    for _, lang in ipairs(frozen.keys(world.game.locales.by_lang)) do
        for _, id in ipairs(ids_of(world, prompt, kind, facts, lang)) do
            if written then
                publish(world, id, { text = frozen.copy(written), state = "kept" })
            elseif written == false then
                publish(world, id, { none = "refused", till = world.now + 86400 })
            end
        end
    end
end

--- What unit.want does: the test's scribe has been asked.
function M.want(work)
    return function(id, kind, entity, lang, attributes, facts, finder)
        assert(json.decode(attributes) and json.decode(facts))
        local want = { id = id, kind = kind, entity = entity, lang = lang, facts = facts, finder = finder }
        want.attributes = attributes
        work.wants[#work.wants + 1] = want
    end
end

return M
