-- Texts: a key with arguments, put into words only for the one who reads it.
--
-- A locale's string is Telegram's HTML, written by designers. Whatever comes in through a placeholder
-- is escaped, unless it is itself a text. Strings are cut into parts once, when the game is loaded:
--   "Осталось {left:span}." -> { "Осталось ", {path = {"left"}, as = "span"}, "." }
local import = ...
local text = import "text"
local plural = import "plural"
local format = import "format"

local M = {}
local TEXT = {}

--- A text value; the key is checked by whoever makes it.
function M.new(key, args)
    return setmetatable({ key = key, args = args }, TEXT)
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
        parts[#parts + 1] = { path = path, as = as ~= "" and as or nil }
        at = to + 1
    end
    if at <= #source then
        parts[#parts + 1] = source:sub(at)
    end
    return parts
end

--- A locale's entry (a string, or a table of forms with `other`) made ready to be rendered.
function M.compile(entry)
    local names = {}
    if type(entry) == "string" then
        return { forms = { other = cut(entry, names) }, names = names }
    end
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

local FREE = { player = true, vars = true }

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
    local path = part.path
    local root = reader[path[1]]
    local value
    if FREE[path[1]] and (args == nil or args[path[1]] == nil) then
        value = reach(root, path, 2)
    else
        value = reach(args, path, 1)
    end
    if part.as == "span" then
        return format.span(value, reader.lang)
    elseif part.as == "clock" then
        return format.clock(value, reader.zone, reader.now)
    end
    return render(reader, value, part.as)
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
    local entry = reader.texts:find(reader.lang, value.key)
    if not entry then
        return text.escape(value.key)
    end
    local out = {}
    for _, part in ipairs(choose(entry, reader.lang, value.args, form)) do
        out[#out + 1] = type(part) == "string" and part or fill(reader, part, value.args)
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
    elseif M.is(value) then
        return words(reader, value, form)
    end
    local lines = {}
    for i = 1, #value do
        lines[i] = render(reader, value[i], form)
    end
    return table.concat(lines, "\n")
end

--- A text, a string or a list of them as Telegram's HTML. reader: {lang, zone, now, player, vars,
--- texts}.
M.html = render

local ENTITIES = { ["&lt;"] = "<", ["&gt;"] = ">", ["&quot;"] = '"', ["&amp;"] = "&" }

--- The same without markup, for labels of buttons and toasts.
function M.plain(reader, value)
    local html = render(reader, value)
    if not html:find("[<&]") then
        return html
    end
    return (html:gsub("<[^<>]*>", ""):gsub("&%a+;", ENTITIES))
end

return M
