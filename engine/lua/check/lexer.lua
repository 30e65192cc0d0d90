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
local NEWLINE, SPACE, TAB, RETURN, DASH = 10, 32, 9, 13, 45

local Lexer = {}
Lexer.__index = Lexer

--- A lexer that stands before the first token: `next` makes it kind, value, line.
function M.new(source)
    local at = source:sub(1, 1) == "#" and (source:find("\n", 1, true) or #source + 1) or 1
    return setmetatable({ source = source, at = at, now = 1 }, Lexer)
end

local function count_lines(self, from, to)
    local at = self.source:find("\n", from, true)
    while at and at <= to do
        self.now = self.now + 1
        at = self.source:find("\n", at + 1, true)
    end
end

-- A long bracket that opens at `at`: the position behind it and its inside; nil if it is none.
local function long(self, at)
    local _, opened, level = self.source:find("^%[(=*)%[", at)
    if not opened then
        return nil
    end
    local from, to = self.source:find("]" .. level .. "]", opened + 1, true)
    count_lines(self, at, to)
    return to + 1, self.source:sub(opened + 1, from - 1):gsub("^\r?\n", "")
end

local function skip_comment(self)
    local past = long(self, self.at + 2)
    self.at = past or self.source:find("\n", self.at, true) or #self.source + 1
end

local function skip_blank(self)
    local source = self.source
    while true do
        local c = source:byte(self.at)
        if c == NEWLINE then
            self.now, self.at = self.now + 1, self.at + 1
        elseif c == SPACE or c == TAB or c == RETURN then
            self.at = source:find("[^ \t\r]", self.at) or #source + 1
        elseif c == DASH and source:byte(self.at + 1) == DASH then
            skip_comment(self)
        else
            return
        end
    end
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

local function quoted(self, quote)
    local source, at = self.source, self.at + 1
    while true do
        local found = source:find("[\\" .. quote .. "]", at)
        if source:sub(found, found) == quote then
            local text = source:sub(self.at + 1, found - 1)
            count_lines(self, self.at, found)
            self.at = found + 1
            return text:find("\\", 1, true) and unescape(text) or text
        end
        at = found + 2
    end
end

local function number(self)
    local source = self.source
    local _, to = source:find("^0[xX][%x.]*[pP]?[+-]?%x*", self.at)
    if not to then
        _, to = source:find("^%d*%.?%d*", self.at)
        local _, exponent = source:find("^[eE][+-]?%d+", to + 1)
        to = exponent or to
    end
    self.at = to + 1
end

local LONGER = { "...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>" }

local function operator(self)
    for _, sign in ipairs(LONGER) do
        if self.source:sub(self.at, self.at + #sign - 1) == sign then
            self.at = self.at + #sign
            return sign
        end
    end
    self.at = self.at + 1
    return self.source:sub(self.at - 1, self.at - 1)
end

--- Moves on to the next token: self.kind, self.value, self.line.
function Lexer:next()
    skip_blank(self)
    local source, at = self.source, self.at
    self.line, self.value = self.now, nil
    local word = source:match("^[%a_][%w_]*", at)
    if word then
        self.at = at + #word
        self.kind, self.value = KEYWORDS[word] and word or "name", word
        return
    end
    local c = source:sub(at, at)
    if c == "" then
        self.kind = "eof"
    elseif c == '"' or c == "'" then
        self.kind, self.value = "string", quoted(self, c)
    elseif c:find("%d") or source:find("^%.%d", at) then
        number(self)
        self.kind = "number"
    else
        local past, inside = nil, nil
        if c == "[" then
            past, inside = long(self, at)
        end
        if past then
            self.kind, self.value, self.at = "string", inside, past
        else
            self.kind = operator(self)
        end
    end
end

return M
