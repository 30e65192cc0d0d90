-- Lore: texts that are asked for once in the life of the world. A file content/prompts/KIND.lua says
-- what is asked, and by which facts one text is told from another:
--
--   key        names of facts: texts with equal ones are one
--   facts      names of all facts; ctx:lore raises if one is missing
--   system     what the model is told
--   fields     what it must answer: fields (fields.lua)
--   never      words that no answer may have
--   seeds      { name = { text, ... } }: what is drawn for a text, so that no two begin alike
--   waiting    a text: until it is written,
--   writing    a text: if that takes long (absent: the engine's own)
--   template   a text: if it never will be; the facts are its arguments
--   finder     a text below what is written, for `name`, who has found it (absent: the engine's own; false:
--              nothing is said)
--   variants   so many texts for the same facts, of which an arrival draws one
--   players    the name of a fact: a list of the ids of players whom the text names. It is not told to the
--              model; when one of them is erased, nothing is left of the text
--   stream     true: it is shown while it is written, unjudged, to those who wait in their own chat
--
-- Without AI what is given is the template; else lore_words.lua says what is read and wanted.
local import = ...
local fields = import "fields"
local frozen = import "frozen"
local prompt_of = import "lore_prompt"
local texts = import "texts"
local wordlist = import "wordlist"

local M = {}

local KNOWN = {
    key = "table",
    facts = "table",
    system = "string",
    fields = "table",
    never = "table",
    seeds = "table",
    waiting = "string",
    writing = "string",
    template = "string",
    finder = "string",
    variants = "number",
    stream = "boolean",
    players = "string",
}
local OPTIONAL =
    { never = true, seeds = true, writing = true, finder = true, variants = true, stream = true, players = true }
local VARIANTS_MAX = 10
for name, kind in next, prompt_of.KNOWN do
    KNOWN[name], OPTIONAL[name] = kind, true
end
local FREE = { n = true, form = true, player = true, vars = true }

local function wrong(path, words, ...)
    error(("%s: " .. words):format(path, ...), 0)
end

local function set_of(path, name, list)
    return wordlist.set(("%s: %s"):format(path, name), list)
end

local function check_known(path, given)
    for _, name in ipairs(frozen.keys(given)) do
        if not KNOWN[name] then
            wrong(path, "a prompt has no field %s", tostring(name))
        end
    end
    for _, name in ipairs(frozen.keys(KNOWN)) do
        local free = given[name] == nil and OPTIONAL[name] or name == "finder" and given[name] == false
        if type(given[name]) ~= KNOWN[name] and not free then
            wrong(path, "%s: a %s expected, not %s", name, KNOWN[name], type(given[name]))
        end
    end
end

local function check_seeds(path, seeds)
    for name, list in next, seeds do
        if type(name) ~= "string" or type(list) ~= "table" or #list == 0 then
            wrong(path, "seeds: %s is a list of texts", tostring(name))
        end
        set_of(path, "seeds." .. name, list)
    end
end

--- One file of content/prompts, checked; raises with its path. file: { table, path }.
function M.declare(file)
    local path, given = file.path, file.table
    check_known(path, given)
    local facts = set_of(path, "facts", given.facts)
    if #given.key == 0 then
        wrong(path, "key: the name of a fact expected; what has no key is one text for all")
    end
    for name in next, set_of(path, "key", given.key) do
        if not facts[name] then
            wrong(path, "key: %s is none of the facts", name)
        end
    end
    if next(given.fields) == nil then
        wrong(path, "fields: what the model answers is a field at least")
    end
    for name, field in next, given.fields do
        fields.declare(field, ("%s: fields.%s"):format(path, tostring(name)))
    end
    if given.players and not facts[given.players] then
        wrong(path, "players: %s is none of the facts", given.players)
    end
    set_of(path, "never", given.never or {})
    check_seeds(path, given.seeds or {})
    local variants = given.variants
    if variants and not (math.type(variants) == "integer" and variants >= 2 and variants <= VARIANTS_MAX) then
        wrong(path, "variants: a whole number from 2 to %d", VARIANTS_MAX)
    end
    local hash, picture_hash = prompt_of.declare(path, given, facts)
    return {
        path = path,
        facts = facts,
        def = given,
        hash = hash,
        picture_hash = picture_hash,
        main = given.fields.text and "text" or frozen.keys(given.fields)[1],
        by_id = set_of(path, "key", given.key).id,
    }
end

-- A text of a prompt is there, and wants nothing but facts.
local function check_text(game, problems, prompt, part, given)
    local key = prompt.def[part]
    local names = game.locales:names(key)
    if not names then
        return problems:add("B011", prompt.path, key, ("there is no text %s in content/locales"):format(key))
    end
    for name in next, names do
        if not (given or prompt.facts)[name] and not FREE[name] then
            local words = ("text %s needs {%s}, which is none of the facts"):format(key, name)
            problems:add("B032", prompt.path, key, words)
        end
    end
end

--- Tells of prompts whose texts are not there.
function M.check(game, problems)
    for _, kind in ipairs(frozen.keys(game.prompts)) do
        check_text(game, problems, game.prompts[kind], "waiting")
        check_text(game, problems, game.prompts[kind], "template")
        if game.prompts[kind].def.writing then
            check_text(game, problems, game.prompts[kind], "writing")
        end
        if game.prompts[kind].def.finder then
            check_text(game, problems, game.prompts[kind], "finder", { name = true })
        end
        prompt_of.check(game, problems, game.prompts[kind])
    end
end

local function check_facts(prompt, kind, facts, level)
    if type(facts) ~= "table" then
        error("ctx:lore: facts are a table, or a row of content", level + 1)
    end
    for _, name in ipairs(prompt.def.facts) do
        if facts[name] == nil then
            error(("ctx:lore: %s needs the fact %s (%s)"):format(kind, name, prompt.path), level + 1)
        end
    end
end

--- The text of a kind for these facts; raises at `level` for an unknown kind and a fact that is missing.
function M.text(T, kind, facts, level)
    local game = T.game
    local prompt = game.prompts[kind]
    if not prompt then
        error(("there is no content/prompts/%s.lua"):format(tostring(kind)), level + 1)
    end
    check_facts(prompt, kind, facts, level + 1)
    if T.config.lore then
        return texts.lore(prompt, kind, facts)
    end
    local args = {}
    for name in next, game.locales:names(prompt.def.template) do
        args[name] = facts[name]
    end
    return texts.new(prompt.def.template, args)
end

return M
