-- Lua's tokens, for the parser beside it. Only what the compiler has accepted comes here, so nothing is
-- checked again.
--
-- A token is a kind and a value: "name", "string", "number", "eof", or the keyword or operator itself.
local M = {}

local KEYWORDS = {}
for word in
    ([[and break do else elseif end false for function goto if in local nil not or repeat return then
    true until while]]):gmatch("%a+")
do
    KEYWORDS[word] = true
end

local ESCAPES = { n = "\n", t = "\t", r = "\r", a = "\a", b = "\b", f = "\f", v = "\v", ["\n"] = "\n" }
local DASH, DOT, OPENING = 45, 46, 91
local WORD, DIGIT, QUOTE = 1, 2, 3

local CLASS = { [34] = QUOTE, [39] = QUOTE, [95] = WORD } -- by byte: " ' _
for c = 48, 57 do
    CLASS[c] = DIGIT
end
for c = 65, 90 do
    CLASS[c], CLASS[c + 32] = WORD, WORD
end
local TWO = {}
for sign in ([[.. == ~= <= >= // :: << >>]]):gmatch("%S+") do
    TWO[sign] = true
end

local find, byte, sub = string.find, string.byte, string.sub

local Lexer = {}
Lexer.__index = Lexer

--- A lexer that stands before the first token: `next` makes it kind, value, line.
function M.new(source)
    local at = sub(source, 1, 1) == "#" and find(source, "\n", 1, true) or 1
    local newline = find(source, "\n", 1, true) or math.huge
    return setmetatable({ source = source, at = at, now = 1, newline = newline }, Lexer)
end

-- A long bracket that opens at `at`: the position behind it and its inside; nil if it is none.
local function long(source, at)
    local _, opened, level = find(source, "^%[(=*)%[", at)
    if not opened then
        return nil
    end
    local from, to = find(source, "]" .. level .. "]", opened + 1, true)
    return to + 1, (sub(source, opened + 1, from - 1):gsub("^\r?\n", ""))
end

-- Where the next token begins, with its line.
local function skip_blank(self)
    local source, at = self.source, self.at
    while true do
        at = find(source, "%S", at) or #source + 1
        if byte(source, at) ~= DASH or byte(source, at + 1) ~= DASH then
            break
        end
        at = long(source, at + 2) or find(source, "\n", at, true) or #source + 1
    end
    while at > self.newline do
        self.now = self.now + 1
        self.newline = find(source, "\n", self.newline + 1, true) or math.huge
    end
    return at
end

local function unescape(text)
    text = text:gsub("\\z%s*", "")
    text = text:gsub("\\x(%x%x)", function(hex)
        return ("\\%03d"):format(tonumber(hex, 16))
    end)
    text = text:gsub("\\u{(%x+)}", function(hex)
        return utf8.char(tonumber(hex, 16))
    end)
    return (
        text:gsub("\\(%d%d?%d?)", function(code)
            return "\\" .. string.char(tonumber(code))
        end):gsub("\\(.)", function(c)
            return ESCAPES[c] or c
        end)
    )
end

local function quoted(source, at)
    local quote = sub(source, at, at)
    local from = at + 1
    at = from
    while true do
        local found = find(source, quote == '"' and '[\\"]' or "[\\']", at)
        if sub(source, found, found) == quote then
            local text = sub(source, from, found - 1)
            return found + 1, find(text, "\\", 1, true) and unescape(text) or text
        end
        at = found + 2
    end
end

local function number(source, at)
    local _, to = find(source, "^0[xX][%x.]*[pP]?[+-]?%x*", at)
    if not to then
        _, to = find(source, "^%d*%.?%d*", at)
        local _, exponent = find(source, "^[eE][+-]?%d+", to + 1)
        to = exponent or to
    end
    return to + 1
end

local function sign(self, source, at, c)
    if c == OPENING then
        local past, inside = long(source, at)
        if past then
            self.kind, self.value, self.at = "string", inside, past
            return
        end
    end
    local two = sub(source, at, at + 1)
    if not TWO[two] then
        self.kind, self.at = sub(two, 1, 1), at + 1
    elseif two == ".." and byte(source, at + 2) == DOT then
        self.kind, self.at = "...", at + 3
    else
        self.kind, self.at = two, at + 2
    end
end

--- Moves on to the next token: self.kind, self.value, self.line.
function Lexer:next()
    local source, at = self.source, skip_blank(self)
    local c = byte(source, at)
    local class = CLASS[c]
    self.line, self.value = self.now, nil
    if class == WORD then
        local _, to = find(source, "^[%w_]*", at)
        local word = sub(source, at, to)
        self.kind, self.value, self.at = KEYWORDS[word] and word or "name", word, to + 1
    elseif class == QUOTE then
        self.kind = "string"
        self.at, self.value = quoted(source, at)
    elseif class == DIGIT or (c == DOT and CLASS[byte(source, at + 1)] == DIGIT) then
        self.kind, self.at = "number", number(source, at)
    elseif c then
        sign(self, source, at, c)
    else
        self.kind, self.at = "eof", at
    end
end

return M
