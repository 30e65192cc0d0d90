-- What a Text of ctx:lore says when it is put into words, for the one who reads it, in his language.
--
-- What players are served is the document _lore/ID, ID being KIND.LANG.HASH, the hash of the key facts:
--
--   { row, revision, text = { field = "..." }, who, at }   who: the discoverer's id, at: when; and what
--                                                          discovery.lua notes: told, gold, claimed
--   { row, revision, none = "hidden" or "given up" }           the template, for good
--   { none = WHY, till, prompt }                               the template, for now
--   { slow = true }                                            it is being written
--   absent                                                     nobody has wanted it, or it is waited for
--
-- A text is wanted by the turn that shows it and finds none: unit.want, in the turn's own transaction.
-- The absence that it saw is validated by the same commit, so that a want and a text cannot miss each
-- other. What is not final is watched (live.lua): the screen is drawn again when it comes. But it is not
-- part of the seal of buttons: a text that comes makes no tap refused.
--
-- The picture of a thing is a text of its own, in the language PICTURE: its field `picture` is the hash of the
-- bytes, which are kept beside (store/lore.h). It is wanted when the text is there, by the screen that shows it,
-- where it then stands instead of the scene's own image, and belongs to nobody: its cost counts for the day
-- and the hour.
--
-- T.config.lore says what the engine has: nil: the template, and nothing is read; "kept": what is there
-- already is served; "on": the rest is wanted.
local import = ...
local finders = import "finders"
local frozen = import "frozen"
local host = import "host"
local json = import "json"
local text = import "text"
local texts = import "texts"

local M = {}

local HASH = 16

--- The kind of the documents.
M.KIND = "_lore"

--- What stands in the place of a language where a picture is wanted.
M.PICTURE = "image"

local IMAGE = "lore:" -- ALBUM_IMAGE of the core
local CAPTION_MAX = 1024 -- of Telegram

-- --- names ----------------------------------------------------------------------------------------

-- A fact as it goes into keys and briefs; a text in the reader's words.
local function plain(reader, value)
    if texts.is(value) then
        return texts.plain(reader, value)
    end
    return frozen.copy(value)
end

-- Ambience has variants: an arrival draws one, and a screen that is drawn twice is the same.
local function variant(reader, prompt, key)
    local T, path = reader.turn, nil
    if T.session and reader.player == T.player then
        path = T.session.path
    end
    local stamp = path and #path > 0 and path[#path].stamp or reader.now // 3600
    local who = reader.player and reader.player.id or ""
    local drawn = text.hash(table.concat({ key, who, stamp }, "\0"))
    return tonumber(drawn:sub(1, 8), 16) % prompt.def.variants + 1
end

local function named(value, lang, entity, seen)
    local hash = text.hash(entity .. "\0" .. seen):sub(1, HASH)
    return { id = ("%s.%s.%s"):format(value.kind, lang, hash), entity = entity, attributes = seen, lang = lang }
end

-- The main key fact, and the others.
local function key_of(reader, value)
    local prompt, attributes = value.lore, {}
    local key = prompt.def.key
    local main = prompt.by_id and "id" or key[1]
    local entity = tostring(plain(reader, value.facts[main]))
    for _, name in ipairs(key) do
        if name ~= main then
            attributes[name] = plain(reader, value.facts[name])
        end
    end
    return entity, attributes
end

--- What tells a text from all others: { id, entity, attributes, lang }. value: a Text of ctx:lore;
--- `which`: of its variants, if it is not to be drawn.
function M.name(reader, value, which)
    local prompt = value.lore
    local entity, attributes = key_of(reader, value)
    local seen = json.encode(attributes)
    if prompt.def.variants then
        attributes.variant = which
            or reader.turn.variant
            or variant(reader, prompt, value.kind .. "\0" .. entity .. "\0" .. seen)
        seen = json.encode(attributes)
    end
    return named(value, reader.lang, entity, seen)
end

--- The same of its picture: one for all languages and variants.
function M.picture_name(reader, value)
    local entity, attributes = key_of(reader, value)
    return named(value, M.PICTURE, entity, json.encode(attributes))
end

-- --- reading --------------------------------------------------------------------------------------

-- The live document, once a turn; nil: there is none. Waits.
local function read(T, id, picture)
    local known = T.lore_docs
    if not known then
        known = {}
        T.lore_docs = known
    end
    if known[id] == nil then
        local body = T.unit.read(M.KIND, id)
        known[id] = body and json.decode(body) or false
        if not picture then
            host.lore_asked(known[id] and known[id].text ~= nil)
        end
    end
    return known[id] or nil
end

local function want(reader, value, name)
    local T = reader.turn
    T.wanted = T.wanted or { count = 0 }
    if T.config.lore ~= "on" or T.asked or T.wanted[name.id] or T.wanted.count >= T.game.limits.turn.wants then
        return
    end
    local facts = {}
    for _, fact in ipairs(value.lore.def.facts) do
        facts[fact] = plain(reader, value.facts[fact])
    end
    local players = value.lore.def.players
    if players then -- the database looks for it when one of them is erased
        facts._players, facts[players] = facts[players], nil
    end
    local finder = name.lang ~= M.PICTURE and (reader.player and reader.player.id or T.event.player) or nil
    T.wanted[name.id] = true
    T.wanted.count = T.wanted.count + 1
    T.unit.want(name.id, value.kind, name.entity, name.lang, name.attributes, json.encode(facts), finder)
end

-- May it be tried again that came to nothing?
local function is_due(reader, doc, hash)
    if not doc.till then
        return false
    end
    return reader.now >= doc.till or (doc.prompt ~= nil and hash ~= doc.prompt)
end

-- --- pictures -------------------------------------------------------------------------------------

-- Does this thing get a picture, where the screen shows one?
local function is_pictured(T, value)
    local def, lores = value.lore.def.picture, T.lores
    if not def or not T.config.pictures or not lores or not lores.pictured or lores.picture then
        return false
    end
    return not def.when or value.facts[def.when] and true or false
end

-- The text is there: now the picture.
local function picture(reader, value)
    local T = reader.turn
    local name = M.picture_name(reader, value)
    local doc = read(T, name.id, true)
    local hash = doc and type(doc.text) == "table" and doc.text.picture
    if type(hash) == "string" and hash:find "^%x+$" then
        T.lores.picture = IMAGE .. hash
    elseif T.config.lore == "on" and (not doc or not doc.none or doc.till) then
        if not doc or is_due(reader, doc, value.lore.picture_hash) then
            want(reader, value, name)
        end
        T.lores.watched[name.id] = true
    end
end

--- What fn gives, and the image for the first thing among its words that has one.
function M.pictured(T, fn)
    if not T.lores then
        return fn()
    end
    T.lores.pictured = true
    local given = fn()
    T.lores.pictured = nil
    return given, T.lores.picture
end

--- May html stand below a picture? Telegram counts UTF-16, without the tags.
function M.is_caption(html)
    local _, pairs_of_two = html:gsub("[\xF0-\xF4]", "")
    return text.length(html) + pairs_of_two <= CAPTION_MAX
end

-- --- words ----------------------------------------------------------------------------------------

local function own(reader, value, key)
    local args = {}
    for name in next, reader.texts:names(key) or {} do
        args[name] = value.facts[name]
    end
    return texts.html(reader, texts.new(key, args))
end

local function template(reader, value)
    return own(reader, value, value.lore.def.template)
end

local function waiting(reader, value, doc)
    local def = value.lore.def
    if doc and def.writing then
        return own(reader, value, def.writing)
    elseif doc then
        return texts.html(reader, texts.new "common.lore.writing")
    end
    return own(reader, value, def.waiting)
end

-- Whose discovery it was: a line below the text.
local function finder(reader, value, doc)
    local key = value.lore.def.finder
    local name = key ~= false and finders.finder(reader, doc)
    return name and "\n" .. texts.html(reader, texts.new(key or "common.lore.finder", { name = name })) or ""
end

local function written(reader, value, doc, form)
    local words = doc.text[form or value.lore.main]
    if not words and form then
        words, form = doc.text[value.lore.main], nil
    end
    words = text.escape(words or "")
    return form and words or words .. finder(reader, value, doc)
end

-- Whoever gathers what is shown is told: is it final?
local function note(T, id, html, final)
    if not T.lores then
        return html
    end
    T.lores.shown[#T.lores.shown + 1] = html
    if not final then
        T.lores.watched[id] = true
    end
    return html
end

local function words(reader, value, form)
    local T = reader.turn
    local name = M.name(reader, value)
    local doc = read(T, name.id)
    if doc and doc.text then
        if value.lore.def.finder ~= false then
            finders.seen(T, doc, name.id)
        end
        if is_pictured(T, value) then
            picture(reader, value)
        end
        return note(T, name.id, written(reader, value, doc, form), true)
    elseif doc and doc.none then
        if is_due(reader, doc, value.lore.hash) then
            want(reader, value, name)
        end
        return note(T, name.id, template(reader, value), not doc.till)
    elseif T.config.lore ~= "on" or T.asked then
        return note(T, name.id, template(reader, value), true)
    end
    want(reader, value, name)
    if T.lores and doc and value.lore.def.stream and reader.player == T.player then
        T.lores.written = name.id
    end
    return note(T, name.id, waiting(reader, value, doc), false)
end

--- A Text of ctx:lore in Telegram's HTML; `form`: the name of a field. Waits.
function M.html(reader, value, form)
    if not reader.turn or not reader.turn.config.lore then
        return template(reader, value)
    end
    return words(reader, value, form)
end

--- Runs fn, and gathers what lore it puts into words: what fn gives, and { shown = { html, ... },
--- watched = { [id] = true } }.
function M.gather(T, fn)
    local was = T.lores
    T.lores = { shown = {}, watched = {} }
    local given, got = fn(), T.lores
    T.lores = was
    return given, got
end

--- The ids that are watched, as a list for unit.watch; nil: there is nothing to wait for.
function M.watches(gathered)
    local list = {}
    for _, id in ipairs(frozen.keys(gathered.watched)) do
        list[#list + 1], list[#list + 2] = M.KIND, id
    end
    return #list > 0 and list or nil
end

-- --- as it is kept --------------------------------------------------------------------------------

--- A text with its arguments as plain values, for a message that is put into words again later.
function M.pack(value)
    if type(value) ~= "table" then
        return value
    elseif not texts.is(value) then
        local copy = {}
        for key, entry in next, frozen.data(value) do
            copy[key] = M.pack(entry)
        end
        return copy
    elseif value.lore then
        local facts = {}
        for _, name in ipairs(value.lore.def.facts) do
            facts[name] = M.pack(value.facts[name])
        end
        return { ["$lore"] = value.kind, facts = facts }
    end
    return { ["$text"] = value.key, args = value.args and M.pack(value.args) }
end

--- The same text again, as far as the game still has it: else its key.
function M.unpack(game, kept)
    if type(kept) ~= "table" then
        return kept
    end
    local copy = {}
    for key, entry in next, kept["$text"] and (kept.args or {}) or kept.facts or kept do
        copy[key] = M.unpack(game, entry)
    end
    if kept["$text"] then
        return texts.new(kept["$text"], copy)
    elseif kept["$lore"] then
        local prompt = game.prompts[kept["$lore"]]
        return prompt and texts.lore(prompt, kept["$lore"], copy) or ""
    end
    return copy
end

return M
