-- What a prompt says to the model beyond its words (lore.lua has the rest):
--
--   examples    keys of texts of content/locales, shown to the model for their tone
--   near        { FACT = "KIND" }: the fact is the id of a row of content, or a list of ids: the rows'
--               names and facts go along, and those of their neighbours (lore_near.lua)
--   invents     a list of "names", "numbers": what a text may make up; all else must be among the facts
--   max_tokens  the most that an answer may cost (absent: reckoned from the lengths of its fields)
--   picture     { system, when, model, aspect }: a thing gets a picture, too (absent: none does). `system`
--               is what its model is told; `when` the fact that a thing must have for it (absent: all get
--               one); `aspect` as "1:1"
--
-- Here they are checked, and the definition gets its hash: a text that was written by another prompt is
-- known by it.
local import = ...
local frozen = import "frozen"
local json = import "json"
local text = import "text"
local wordlist = import "wordlist"

local M = {}

--- Fields of a prompt that this file knows, by type.
M.KNOWN = { examples = "table", near = "table", invents = "table", max_tokens = "number", picture = "table" }

--- The model that draws, unless the prompt names one.
M.PICTURE_MODEL = "gemini-3.1-flash-lite-image"

local PICTURE = { system = true, when = true, model = true, aspect = true }
local INVENTS = { names = true, numbers = true }
local TYPES = { text = true, one_of = true, integer = true, number = true, boolean = true }
local TOKENS = { 16, 8192 }
local LENGTH_MAX = 4000 -- characters of a field
local FIELDS_MAX = 16

-- What makes a text another one. Waiting words and templates do not.
local ASKS = { "system", "fields", "never", "seeds", "examples", "near", "invents", "max_tokens" }

local function wrong(path, words, ...)
    error(("%s: " .. words):format(path, ...), 0)
end

local function check_fields(path, fields)
    if #frozen.keys(fields) > FIELDS_MAX then
        wrong(path, "fields: at most %d", FIELDS_MAX)
    end
    for _, name in ipairs(frozen.keys(fields)) do
        local field = fields[name]
        if not TYPES[field.type] then
            wrong(path, "fields.%s: the model answers with text, one_of, integer, number or boolean", name)
        elseif field.type == "text" and (field.max or LENGTH_MAX) > LENGTH_MAX then
            wrong(path, "fields.%s: a text has at most %d characters", name, LENGTH_MAX)
        elseif field.min and field.max and field.min > field.max then
            wrong(path, "fields.%s: `min` is more than `max`", name)
        end
    end
end

local function check_near(path, near, facts)
    for fact, kind in next, near do
        if not facts[fact] then
            wrong(path, "near: there is no fact %s", tostring(fact))
        elseif type(kind) ~= "string" then
            wrong(path, "near.%s: a kind of content expected", fact)
        end
    end
end

local function check_invents(path, invents)
    wordlist.set(path .. ": invents", invents)
    for _, what in ipairs(invents) do
        if not INVENTS[what] then
            wrong(path, 'invents: "names" or "numbers" expected, not %s', what)
        end
    end
end

local function check_picture(path, picture, facts)
    for _, name in ipairs(frozen.keys(picture)) do
        if not PICTURE[name] then
            wrong(path, "picture has no field %s", tostring(name))
        elseif type(picture[name]) ~= "string" or picture[name] == "" then
            wrong(path, "picture.%s: a text expected", name)
        end
    end
    if not picture.system then
        wrong(path, "picture.system: what its model is told is missing")
    elseif picture.when and not facts[picture.when] then
        wrong(path, "picture.when: %s is none of the facts", picture.when)
    elseif picture.aspect and not picture.aspect:find "^%d%d?:%d%d?$" then
        wrong(path, 'picture.aspect: "1:1" or the like expected')
    end
end

local function hash(given)
    local asks = {}
    for _, name in ipairs(ASKS) do
        asks[name] = given[name]
    end
    return text.hash(json.encode(asks))
end

--- Raises with `path` for what is wrong; facts: a set of their names. Gives the definition's hash, and its
--- picture's.
function M.declare(path, given, facts)
    check_fields(path, given.fields)
    wordlist.set(path .. ": examples", given.examples or {})
    check_near(path, given.near or {}, facts)
    check_invents(path, given.invents or {})
    local tokens = given.max_tokens or TOKENS[1]
    if math.type(tokens) ~= "integer" or tokens < TOKENS[1] or tokens > TOKENS[2] then
        wrong(path, "max_tokens: a whole number from %d to %d", TOKENS[1], TOKENS[2])
    end
    if given.picture then
        check_picture(path, given.picture, facts)
    end
    return hash(given), given.picture and text.hash(json.encode(given.picture))
end

-- The rows of a kind have names, by which the model is told of them.
local function check_names(game, problems, kind)
    for _, id in ipairs(frozen.keys(game.rows[kind])) do
        local key = ("%s.%s"):format(kind, id)
        if not game.locales:names(key) then
            local words = ("there is no text %s in content/locales, by which a prompt would call it"):format(key)
            problems:add("B011", game.places[kind][id], id, words)
        end
    end
end

--- Tells of examples that are no texts, or want arguments, and of neighbours of a kind that is not there, or
--- without names.
function M.check(game, problems, prompt)
    for _, key in ipairs(prompt.def.examples or {}) do
        local names = game.locales:names(key)
        if not names then
            problems:add("B011", prompt.path, key, ("there is no text %s in content/locales"):format(key))
        elseif next(names) then
            local words = ("text %s needs {%s}: an example is a text as it stands"):format(key, next(names))
            problems:add("B032", prompt.path, key, words)
        end
    end
    for _, fact in ipairs(frozen.keys(prompt.def.near or {})) do
        local kind = prompt.def.near[fact]
        if game.rows[kind] then
            check_names(game, problems, kind)
        else
            problems:add("B015", prompt.path, kind, ("there is no content.%s"):format(kind))
        end
    end
end

return M
