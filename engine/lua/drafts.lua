-- The text of a broadcast as an admin types it: one for all, or one a language, each begun by its
-- language's two letters and a colon at the head of a line. What stands before the first of them is
-- for all the others.
local import = ...
local frozen = import "frozen"
local text = import "text"

local M = {}

local LENGTH_MAX = 4000 -- characters: Telegram takes 4096
local TAGS = { b = true, i = true, u = true, s = true }

-- Everything is escaped but the four simple tags; and those, too, when they do not match.
local function markup(words)
    local open, sound = {}, true
    local escaped = text.escape(words)
    local html = escaped:gsub("&lt;(/?)(%l)&gt;", function(slash, tag)
        if not TAGS[tag] then
            return nil
        elseif slash == "" then
            open[#open + 1] = tag
        else
            sound = sound and table.remove(open) == tag
        end
        return ("<%s%s>"):format(slash, tag)
    end)
    return sound and #open == 0 and html or escaped
end

local function split(langs, rest)
    local known, parts, lang = {}, { [""] = {} }, ""
    for _, one in ipairs(langs) do
        known[one] = true
    end
    for line in (rest .. "\n"):gmatch("(.-)\r?\n") do
        local head, tail = line:match("^%s*(%a%a):%s*(.*)$")
        head = head and head:lower()
        if head and known[head] then
            lang, parts[head] = head, parts[head] or {}
            line = tail
        end
        table.insert(parts[lang], line)
    end
    return parts
end

--- { texts = { [lang or ""] = HTML }, paid = bool }; or nil and the key of a text that says why not.
function M.read(langs, rest)
    local paid = rest:match("^paid%s") ~= nil
    if paid then
        rest = rest:sub(5)
    end
    local texts, count = {}, 0
    local parts = split(langs, rest)
    for _, lang in ipairs(frozen.keys(parts)) do
        local words = text.trim(table.concat(parts[lang], "\n"))
        if text.length(words) > LENGTH_MAX then
            return nil, "admin.broadcast.long"
        elseif words ~= "" then
            texts[lang] = markup(words)
            count = count + 1
        end
    end
    if count == 0 then
        return nil, "admin.broadcast.usage"
    end
    return { texts = texts, paid = paid }
end

return M
