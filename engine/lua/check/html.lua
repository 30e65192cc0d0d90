-- Telegram's HTML, as the Bot API reads it: which tags there are, that each is closed in its order, what
-- an entity may be. core.telegram.org/bots/api, "HTML style".
local M = {}

local TAGS = {}
for name in ("a b strong i em s strike del u ins code pre span tg-spoiler tg-emoji tg-time blockquote"):gmatch "%S+" do
    TAGS[name] = true
end
local NAMED = { lt = true, gt = true, amp = true, quot = true }

-- The attributes of a tag as a table; nil and a reason when they cannot be read.
local function attributes(source)
    local found, at = {}, 1
    while true do
        at = source:find("%S", at)
        if not at then
            return found
        end
        local name, past = source:match("^([^%s=>/\"']+)()", at)
        if not name then
            return nil, "an attribute without a name"
        end
        local value, behind = source:match('^%s*=%s*"([^"]*)"()', past)
        if not value then
            value, behind = source:match("^%s*=%s*'([^']*)'()", past)
        end
        if not value then
            value, behind = source:match("^%s*=%s*([%w.-]+)()", past)
        end
        found[name:lower()], at = value or "", behind or past
    end
end

local function open(stack, inside)
    local name, rest = inside:match("^([^%s>]+)(.*)$")
    name = (name or ""):lower()
    if not TAGS[name] then
        return ("there is no tag <%s>"):format(name)
    end
    local given, reason = attributes(rest)
    if not given then
        return ("<%s>: %s"):format(name, reason)
    elseif name == "span" and given.class ~= "tg-spoiler" then
        return '<span> must have class="tg-spoiler"'
    elseif name == "tg-emoji" and not given["emoji-id"] then
        return "<tg-emoji> needs an emoji-id"
    end
    stack[#stack + 1] = name
end

local function close(stack, inside)
    local name = inside:match("^/%s*(%S*)%s*$")
    local top = stack[#stack]
    if not top then
        return ("</%s> closes nothing"):format(name or "")
    elseif name ~= "" and name ~= nil and name:lower() ~= top then
        return ("</%s> where </%s> is expected"):format(name, top)
    end
    stack[#stack] = nil
end

-- An "&" that Telegram would show as it stands is a mistake, too: a name that it does not know.
local function entity(source)
    for name in source:gmatch("&(%a+);") do
        if not NAMED[name] then
            return ("there is no &%s;"):format(name)
        end
    end
end

--- Why this is no HTML of Telegram's; nil when it is.
function M.reason(source)
    if not source:find("[<&]") then
        return nil
    end
    local stack, at = {}, 1
    while true do
        local from = source:find("<", at, true)
        if not from then
            break
        end
        local to = source:find(">", from, true)
        if not to then
            return "a < that opens no tag"
        end
        local inside = source:sub(from + 1, to - 1)
        local reason = (inside:sub(1, 1) == "/" and close or open)(stack, inside)
        if reason then
            return reason
        end
        at = to + 1
    end
    if #stack > 0 then
        return ("<%s> is not closed"):format(stack[#stack])
    end
    return entity(source)
end

--- How long Telegram counts it: UTF-16 units without markup.
function M.length(source)
    local plain = source
    if source:find("[<&]") then
        plain = source:gsub("<[^<>]*>", ""):gsub("&#?%w+;", "x")
    end
    local letters = utf8.len(plain) or #plain
    if not plain:find("[\xF0-\xF4]") then
        return letters
    end
    local _, wide = plain:gsub("[\xF0-\xF4]", "")
    return letters + wide
end

return M
