-- The texts themselves: markup, plural forms, lengths, those that nothing uses, those that a language
-- lacks.
local import = ...
local documents = import "check/documents"
local frozen = import "frozen"
local html = import "check/html"
local locales_of = import "locales"
local plural = import "plural"
local program_of = import "check/program"
local rows = import "rows"
local values = import "check/values"
local each = import("problems").each

local M = {}

local TEXT_MAX = 4096 -- UTF-16 units, by the Bot API
local CAPTION_MAX = 1024
local DESCRIPTION_MAX = 256

local CATEGORIES = { zero = true, one = true, two = true, few = true, many = true }

-- A form as one string; what comes in through placeholders is one letter, or `as_written`.
local function source_of(parts, as_written)
    if #parts == 1 and type(parts[1]) == "string" then
        return parts[1]
    end
    local out = {}
    for i, part in ipairs(parts) do
        local written = as_written and part.path and table.concat(part.path, ".") .. (part.as and ":" .. part.as or "")
        out[i] = type(part) == "string" and part or written and "{" .. written .. "}" or "x"
    end
    return table.concat(out)
end

local function own(entry)
    return entry.where:find("^content/") ~= nil
end

-- Calls fn(lang, key, entry) for every text of the game's own.
local function each_text(game, fn)
    for _, lang in ipairs(game.locales.list) do
        each(game.locales.by_lang[lang], function(entry, key)
            if own(entry) then
                fn(lang, key, entry)
            end
        end)
    end
end

local function markup(problems, key, entry)
    for _, form in ipairs(frozen.keys(entry.forms)) do
        local reason = html.reason(source_of(entry.forms[form]))
        if reason then
            local message = ("text %s: %s"):format(key, reason)
            problems:add("B035", entry.where, { locales_of.name(key), form ~= "other" and form or nil }, message)
        end
    end
end

local function plurals(problems, lang, key, entry)
    local known, counted = plural.forms(lang), false
    for form in next, entry.forms do
        counted = counted or CATEGORIES[form]
    end
    if not known or not counted then
        return
    end
    local has = {}
    for _, form in ipairs(known) do
        has[form] = true
        if not entry.forms[form] then
            problems:add("B033", entry.where, locales_of.name(key), ("text %s has no form %s"):format(key, form))
        end
    end
    for _, form in ipairs(frozen.keys(entry.forms)) do
        if CATEGORIES[form] and not has[form] then
            local message = ("text %s has a form %s, which %s has not"):format(key, form, lang)
            problems:add("B034", entry.where, { locales_of.name(key), form }, message)
        end
    end
end

-- The length of a text's longest form.
local function length_of(entry)
    local most = 0
    for _, parts in next, entry.forms do
        most = math.max(most, html.length(source_of(parts)))
    end
    return most
end

local function check_length(problems, code, key, entry, most, what)
    local length = length_of(entry)
    if length > most then
        local message = ("text %s has %d characters; %s has at most %d"):format(key, length, what, most)
        problems:add(code, entry.where, locales_of.name(key), message)
    end
end

local function long(game, problems, code, key, most, what)
    for _, lang in ipairs(game.locales.list) do
        local entry = game.locales.by_lang[lang][key]
        if entry and own(entry) then
            check_length(problems, code, key, entry, most, what)
        end
    end
end

-- The keys that the functions of an expression may give as texts.
local function keys_in(program, expression, fn)
    program:reached(expression, function(call)
        if call.t == "method" and call.name == "t" and values.is_ctx(call.object) and call.args[1] then
            for _, value in ipairs(program.values:of(call.args[1])) do
                if value.k == "string" then
                    fn(value.v)
                end
            end
        end
    end)
end

local function check_choice(program, problems, scene, choice)
    local game, key = program.game, ("%s.%s"):format(scene.id, choice.id)
    local declared = program.declared.scene[scene.id]
    local function label(name)
        long(game, problems, "B037", name, rows.LABEL_MAX, "a button")
    end
    for _, part in ipairs(choice.label and declared and declared.parts or {}) do
        local expression = part.id == choice.id and program_of.item(part.node, "label")
        if expression then
            keys_in(program, expression, label)
        end
    end
    for _, entry in ipairs(type(choice.each) == "table" and choice.each or {}) do
        label(("%s.%s"):format(key, tostring(type(entry) == "table" and entry.id or entry)))
    end
    label(key)
end

local function check_scene(program, problems, scene)
    local declared = program.declared.scene[scene.id]
    local text = declared and program_of.item(declared.node, "text")
    local function caption(key)
        if scene.def.image then
            long(program.game, problems, "B036", key, CAPTION_MAX, "a scene with a picture")
        end
    end
    caption(scene.id .. ".text")
    if text then
        keys_in(program, text, caption)
    end
    for _, choice in ipairs(scene.def) do
        check_choice(program, problems, scene, choice)
    end
end

local function check_command(game, problems, command)
    if #command.id > 32 or command.id:find("[^%l%d_]") then
        local message = ("/%s cannot be a command of Telegram's"):format(command.id)
        problems:add("B038", command.path, command.id, message)
    end
    local key = "commands." .. command.id
    for _, lang in ipairs(game.locales.list) do
        local entry = game.locales.by_lang[lang][key]
        local length = entry and length_of(entry) or 1
        if length < 1 or length > DESCRIPTION_MAX then
            local message = ("text %s has %d characters, 1 to %d expected"):format(key, length, DESCRIPTION_MAX)
            problems:add("B038", entry.where, locales_of.name(key), message)
        end
    end
end

-- ----- texts that nothing uses

-- Every string of content, since a row may name a text in a field of any type.
local function use_values(used, value)
    if type(value) == "string" then
        used[value] = true
    elseif type(value) == "table" then
        for _, entry in next, value do
            use_values(used, entry)
        end
    end
end

local function use_scene(names, scene)
    names.used[scene.id .. ".text"] = true
    for _, choice in ipairs(scene.def) do
        local key = ("%s.%s"):format(scene.id, choice.id)
        names.used[key], names.used[key .. ".about"] = true, true
        if choice.each and not choice.label then
            names.stems[key] = true
        end
    end
end

local function use_declared(game, names)
    each(game.scenes, function(scene)
        use_scene(names, scene)
    end)
    each(game.quests, function(quest)
        names.stems["quests." .. quest.id] = true
    end)
    each(game.commands, function(command)
        names.used["commands." .. command.id] = true
    end)
    each(game.rows, function(of, kind)
        each(of, function(row, id)
            names.used[("%s.%s"):format(kind, id)] = true
            use_values(names.used, row)
        end)
    end)
    each(game.prompts, function(prompt)
        use_values(names.used, prompt.def.examples)
    end)
end

local function begins(key, names)
    for _, prefix in ipairs(names.prefixes) do
        if key:sub(1, #prefix) == prefix then
            return true
        end
    end
    local stem = key:match("^(.+)%.")
    while stem do
        if names.stems[stem] then
            return true
        end
        stem = stem:match("^(.+)%.")
    end
    return false
end

-- All files of content but the locales, as one text: a key may be written out there, as in prompts.
local function elsewhere(problems)
    local parts = {}
    for path, source in next, problems.sources.content do
        parts[#parts + 1] = not path:find("^locales/") and source or nil
    end
    return table.concat(parts, "\n")
end

--- Tells of texts that nothing uses. names: what names.lua has found.
function M.tell_unused(game, problems, names)
    if names.lost then
        return
    end
    use_declared(game, names)
    local told, others = {}, elsewhere(problems)
    each_text(game, function(_, key, entry)
        local known = told[key] or names.used[key] or game.locales.own[key] or begins(key, names)
        if not known and not others:find(('"%s"'):format(key), 1, true) then
            told[key] = true
            problems:add("B039", entry.where, locales_of.name(key), ("nothing uses text %s"):format(key))
        end
    end)
end

--- Tells what is wrong with the texts.
function M.tell(program, problems)
    local game = program.game
    each_text(game, function(lang, key, entry)
        markup(problems, key, entry)
        plurals(problems, lang, key, entry)
        documents.in_text(problems, game, key, entry)
        check_length(problems, "B036", key, entry, TEXT_MAX, "a message")
    end)
    each(game.scenes, function(scene)
        check_scene(program, problems, scene)
    end)
    each(game.commands, function(command)
        check_command(game, problems, command)
    end)
end

--- How far each language is: { keys, languages = { {lang, count, missing = {{key, file, words}, ...}}, ... } }.
--- words: what another language says there.
function M.coverage(game)
    local all, first, count = {}, {}, 0
    each_text(game, function(_, key, entry)
        if not all[key] then
            all[key], first[key], count = true, entry, count + 1
        end
    end)
    local languages = {}
    for i, lang in ipairs(game.locales.list) do
        local missing = {}
        for _, key in ipairs(frozen.keys(all)) do
            if not game.locales.by_lang[lang][key] then
                local file = ("content/locales/%s/%s.lua"):format(lang, key:match "^[^.]+")
                local words = source_of(first[key].forms.other, true)
                missing[#missing + 1] = { key = key, file = file, name = locales_of.name(key), words = words }
            end
        end
        languages[i] = { lang = lang, count = count - #missing, missing = missing }
    end
    return { keys = count, languages = languages }
end

return M
