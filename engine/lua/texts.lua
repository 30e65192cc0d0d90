-- Texts: a key with arguments, put into words only for the one who reads it.
--
-- A locale's string is Telegram's HTML, written by designers. Whatever comes in through a placeholder
-- is escaped, unless it is itself a text. Strings are cut into parts once, when the game is loaded:
--   "Осталось {left:span}." -> { "Осталось ", {path = {"left"}, as = "span"}, "." }
local import = ...
local text = import "text"
local plural = import "plural"
local rows = import "rows"
local format = import "format"
local limits = import "limits"

local M = {}
local TEXT = {}
local FREE = { player = true, vars = true } -- given by the reader
local ENTITIES = { ["&lt;"] = "<", ["&gt;"] = ">", ["&quot;"] = '"', ["&amp;"] = "&" }

--- A text value; the key is checked by whoever makes it.
function M.new(key, args)
    return setmetatable({ key = key, args = args }, TEXT)
end

--- What ctx:lore gives: a prompt (lore.lua), its kind, and facts; put into words by reader.lore.
function M.lore(prompt, kind, facts)
    return setmetatable({ lore = prompt, kind = kind, facts = facts }, TEXT)
end

function M.is(value)
    return getmetatable(value) == TEXT
end

-- One string into parts; the names of its placeholders go into `names`.
local function cut(source, names)
    local parts, at = {}, 1
    while true do
        local from, to, inside = source:find("{([^{}]*)}", at)
        if not from then
            break
        end
        if from > at then
            parts[#parts + 1] = source:sub(at, from - 1)
        end
        local name, as = inside:match("^([%a_][%w_.]*):?([%a_]*)$")
        if not name then
            error(("{%s} is no placeholder"):format(inside), 0)
        end
        local path = {}
        for word in name:gmatch("[^.]+") do
            path[#path + 1] = word
        end
        names[path[1]] = true
        parts[#parts + 1] = { path = path, as = as ~= "" and as or nil, free = FREE[path[1]] }
        at = to + 1
    end
    if at <= #source then
        parts[#parts + 1] = source:sub(at)
    end
    return parts
end

local function strip(html)
    if not html:find("[<&]") then
        return html
    end
    return (html:gsub("<[^<>]*>", ""):gsub("&%a+;", ENTITIES))
end

-- A text of one form. Without placeholders it is put into words here and now: its html, its plain words,
-- and these as the label of a button, with their width.
local function single(source)
    local names = {}
    local compiled = { forms = { other = cut(source, names) }, names = names }
    if next(names) == nil then
        compiled.html, compiled.plain = source, strip(source)
        compiled.label, compiled.width = rows.label(compiled.plain)
    end
    return compiled
end

--- A locale's entry (a string, or a table of forms with `other`) made ready to be rendered.
function M.compile(entry)
    if type(entry) == "string" then
        return single(entry)
    end
    local names = {}
    if type(entry) ~= "table" or type(entry.other) ~= "string" then
        error("a text is a string, or a table of forms with `other`", 0)
    end
    local forms = {}
    for form, source in next, entry do
        if type(source) ~= "string" then
            error(("form %s is no string"):format(tostring(form)), 0)
        end
        forms[form] = cut(source, names)
    end
    return { forms = forms, names = names }
end

--- Raises at `level` when args do not fit the text's placeholders.
function M.fit(names, key, args, level)
    for name in next, names do
        if not FREE[name] and (args == nil or args[name] == nil) then
            error(("text %s needs {%s}"):format(key, name), level + 1)
        end
    end
    for name in next, args or {} do
        if not names[name] and name ~= "n" and name ~= "form" then
            error(("text %s has no {%s}"):format(key, tostring(name)), level + 1)
        end
    end
end

local render -- the parts and the whole call each other

local function reach(value, path, from)
    for i = from, #path do
        if type(value) ~= "table" then
            return nil
        end
        value = value[path[i]]
    end
    return value
end

local function number(value)
    if math.type(value) == "float" then
        return ("%.6g"):format(value)
    end
    return tostring(value)
end

local function fill(reader, part, args)
    local path, as = part.path, part.as
    local name = path[1]
    local value
    if part.free and (args == nil or args[name] == nil) then
        value = reader[name]
    else
        value = args and args[name]
    end
    if path[2] then
        value = reach(value, path, 2)
    end
    if as == "span" then
        return format.span(value, reader.lang)
    elseif as == "clock" then
        return format.clock(value, reader.zone, reader.now)
    end
    return render(reader, value, as)
end

local function choose(entry, lang, args, form)
    form = form or (args and args.form)
    if form and entry.forms[form] then
        return entry.forms[form]
    end
    local n = args and args.n
    return n and entry.forms[plural.category(lang, n)] or entry.forms.other
end

local function words(reader, value, form)
    if value.lore then
        return reader.lore(reader, value, form)
    end
    local entry = reader.texts:find(reader.lang, value.key)
    if not entry then
        return text.escape(value.key)
    elseif entry.html then
        return entry.html
    end
    local out, args = {}, value.args
    local parts = choose(entry, reader.lang, args, form)
    for i = 1, #parts do
        local part = parts[i]
        out[i] = type(part) == "string" and part or fill(reader, part, args)
    end
    return table.concat(out)
end

render = function(reader, value, form)
    local kind = type(value)
    if kind == "string" then
        return text.escape(value)
    elseif kind == "number" then
        return number(value)
    elseif kind ~= "table" then
        return kind == "nil" and "" or tostring(value)
    elseif getmetatable(value) == TEXT then
        return words(reader, value, form)
    end
    local lines = {}
    limits.list(reader.list or #value, value, "a list of texts")
    for i = 1, #value do
        lines[i] = render(reader, value[i], form)
    end
    return table.concat(lines, "\n")
end

--- A text, a string or a list of them as Telegram's HTML. reader: {lang, zone, now, player, vars,
--- texts, list, lore, turn}: `list` is how many lines there may be, `lore` what puts lore into words.
M.html = render

--- Telegram's HTML without its markup.
M.strip = strip

--- The same without markup, for toasts.
function M.plain(reader, value)
    return strip(render(reader, value))
end

--- The same as the label of a button, cut to a sensible length; and its width.
function M.label(reader, value)
    if getmetatable(value) == TEXT and value.key then
        local entry = reader.texts:find(reader.lang, value.key)
        if entry and entry.label then
            return entry.label, entry.width
        end
    end
    return rows.label(strip(render(reader, value)))
end

return M
