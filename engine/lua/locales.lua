-- All words of a game: content/locales/LANG/FILE.lua over the engine's own (words.lua).
--
-- A key is the file's name and the name in it: ["plea.help"] in ru/vasilisa.lua is
-- "vasilisa.plea.help". Every key must be there in every language with the same placeholders.
local import = ...
local texts = import "texts"
local frozen = import "frozen"

local Locales = {}
Locales.__index = Locales

local M = {}

local function add(into, lang, key, entry, where)
    local ok, compiled = pcall(texts.compile, entry)
    if not ok then
        error(("%s: %s: %s"):format(where, key, compiled), 0)
    end
    into[lang] = into[lang] or {}
    into[lang][key] = compiled
    compiled.where = where
end

local MODULES = {
    "words",
    "admin_words",
    "admin_words_keys",
    "admin_words_lore",
    "admin_words_paid",
    "admin_words_rehearsal",
    "admin_words_reload",
}

local function own_words(into, langs, own)
    for _, module in ipairs(MODULES) do
        for lang, entries in next, import(module) do
            if langs[lang] or next(langs) == nil then
                for key, entry in next, entries do
                    add(into, lang, key, entry, ("engine/lua/%s.lua"):format(module))
                    own[key] = true
                end
            end
        end
    end
end

local function language(path)
    local lang = path:match("^locales/(%a+)/[%w_]+%.lua$")
    if not lang then
        error(("content/%s: expected content/locales/LANG/FILE.lua"):format(path), 0)
    end
    return lang
end

--- files: { [path under content/] = the table that it returned }, only those of locales/.
function M.new(files, problems)
    local langs, by_lang, sound, own = {}, {}, {}, {}
    for _, path in ipairs(frozen.keys(files)) do
        local ok, lang = problems:try("B008", "content/" .. path, language, path)
        if ok then
            langs[lang], sound[#sound + 1] = true, path
        end
    end
    own_words(by_lang, langs, own)
    for _, path in ipairs(sound) do
        local lang, file = path:match("^locales/(%a+)/([%w_]+)%.lua$")
        for _, name in ipairs(frozen.keys(files[path])) do
            local where = "content/" .. path
            problems:try("B008", where, add, by_lang, lang, file .. "." .. name, files[path][name], where)
        end
    end
    local list = frozen.keys(by_lang)
    local default = by_lang.en and "en" or list[1]
    local known = {} -- key -> its placeholders, in the default language where it is there
    for _, lang in ipairs(list) do
        for key, entry in next, by_lang[lang] do
            known[key] = (lang == default or not known[key]) and entry.names or known[key]
        end
    end
    return setmetatable({ by_lang = by_lang, list = list, default = default, known = known, own = own }, Locales)
end

--- The entry of a key in a language, or in the default one.
function Locales:find(lang, key)
    local words = self.by_lang[lang]
    local found = words and words[key]
    if found then
        return found
    end
    words = self.by_lang[self.default]
    return words and words[key]
end

--- The placeholders of a key, or nil for an unknown one.
function Locales:names(key)
    return self.known[key]
end

local SLAVIC = { uk = true, be = true, kk = true }

--- The language of the game that fits what Telegram says of a player.
function Locales:fit(code)
    if self.by_lang[code] then
        return code
    end
    local lang = (code or ""):match("^%a+") or ""
    if self.by_lang[lang] then
        return lang
    elseif SLAVIC[lang] and self.by_lang.ru then
        return "ru"
    end
    return self.default
end

local function same_names(a, b)
    for name in next, a do
        if not b[name] then
            return name
        end
    end
end

--- The name of a key in its file: "plea.help" of "vasilisa.plea.help".
function M.name(key)
    return key:match("^[^.]+%.(.+)$") or key
end

local function compare(problems, key, lang, entry, other, there)
    if not there then
        local message = ("text %s is missing in %s"):format(key, other)
        return problems:add("B030", entry.where, M.name(key), message)
    end
    local name = same_names(entry.names, there.names)
    if name then
        local message = ("text %s lacks {%s}, which %s has"):format(key, name, lang)
        problems:add("B031", there.where, M.name(key), message)
    end
end

--- Tells `problems` of every key that a language lacks or says with other placeholders.
function Locales:check(problems)
    for _, lang in ipairs(self.list) do
        for _, key in ipairs(frozen.keys(self.by_lang[lang])) do
            for _, other in ipairs(self.list) do
                compare(problems, key, lang, self.by_lang[lang][key], other, self.by_lang[other][key])
            end
        end
    end
end

return M
