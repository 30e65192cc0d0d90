-- What is wrong with a game, and what becomes of it.
--
-- Loading and checking say `problems:add(...)`, and run what may raise through `problems:try(...)`. A
-- strict collection (a start, a reload) lets the first raise through and raises the rest at the end;
-- one that keeps all (`bylina check`) turns each into a finding, so that one broken file does not hide
-- what is wrong with the others.
--
-- A finding is { code, severity, file, line, message, mend }; check/codes.lua knows the codes.
local import = ...
local codes = import "check/codes"
local frozen = import "frozen"

local Problems = {}
Problems.__index = Problems

local M = {}

local SHOWN = 8 -- findings in the error of a strict load
local FINDINGS_MAX = 2000 -- a file of content may hold one mistake many thousand times

local by_code = {}
for _, row in ipairs(codes) do
    by_code[row.code] = row
end

-- What an error that was raised says about its kind, where it is not the one of the place.
local RAISED = {
    { "is there twice", "B004" },
    { "is in %S+ already", "B004" },
    { "scripts define no globals", "B005" },
    { "there is no global ", "B005" },
    { "which is no scene", "B010" },
    { "there is no content%.", "B015" },
    { "content%.%S+ has no row", "B015" },
    { "has no function", "B017" },
    { "there is no scripts/", "B017" },
    { "requires itself", "B017" },
}

--- sources: as host.sources() gives them. `keep`: keep all, instead of raising.
function M.new(sources, keep)
    return setmetatable(
        { sources = sources, keep = keep, list = {}, seen = {}, failed = {}, errors = 0, warnings = 0 },
        Problems
    )
end

--- The source of "scripts/init.lua" or "content/items.lua"; nil if there is none.
function Problems:source(file)
    local folder, path = file:match("^(%a+)/(.+)$")
    return self.sources[folder] and self.sources[folder][path]
end

local function line_at(source, at)
    local _, lines = source:sub(1, at):gsub("\n", "")
    return lines + 1
end

local function plain(word)
    return (word:gsub("%p", "%%%0"))
end

local function find(source, word, from)
    return source:find(('["%s"]'):format(word), from, true)
        or source:find(('"%s"'):format(word), from, true)
        or source:find("%f[%w_]" .. plain(word) .. "%s*=[^=]", from)
end

--- The line of a file where a word is declared: `word =`, ["word"] or "word". Of several words each is
--- looked for behind the one before, as { scene, choice, text }; those that are nowhere do not count.
--- nil if there is none.
function Problems:line(file, words)
    local source = self:source(file)
    local at
    for _, word in ipairs(source and (type(words) == "table" and words or { words }) or {}) do
        at = find(source, word, at and at + 1 or 1) or at
    end
    return at and line_at(source, at)
end

--- Keeps a finding. `line` is a number, what to look for in the file (see line), or nil.
function Problems:add(code, file, line, message, mend)
    local row = by_code[code]
    if type(line) == "string" or type(line) == "table" then
        line = self:line(file, line)
    end
    local key = table.concat({ code, file, tostring(line), message }, "\0")
    if self.seen[key] or #self.list >= FINDINGS_MAX then
        return
    end
    self.seen[key] = true
    local count = row.severity .. "s"
    self[count] = self[count] + 1
    self.list[#self.list + 1] = {
        code = code,
        severity = row.severity,
        file = file,
        line = line,
        message = message,
        mend = mend or row.mend,
    }
end

-- The line that a message without one means: where the last of its words is declared.
function Problems:guess(file, message)
    local words = {}
    for word in message:gmatch("[%w_.]+") do
        words[#words + 1] = word
    end
    for i = #words, 1, -1 do
        local line = self:line(file, words[i]) or self:line(file, words[i]:match("^[^.]+%.(.+)$"))
        if line then
            return line
        end
    end
end

--- Keeps an error that was raised while `file` was read.
function Problems:raised(code, file, reason)
    reason = tostring(reason)
    local at, line, message = reason:match("^(%a+/[^:\n]+%.lua):(%d+): (.*)$")
    if not at then
        at, message = reason:match("^(%a+/[^:\n]+%.lua): (.*)$")
    end
    if at and not self:source(at) then
        at, message = nil, reason
    end
    at, message = at or file, message or reason
    for _, entry in ipairs(RAISED) do
        if message:find(entry[1]) then
            code = entry[2]
            break
        end
    end
    self.failed[at] = true
    line = math.tointeger(tonumber(line)) or self:guess(at, message)
    self:add(code, at, line, message)
end

--- Is what has this id absent only because its file could not be read? folder: "scenes", "quests" ...
function Problems:hides(folder, id)
    return self.failed[("scripts/%s/%s.lua"):format(folder, tostring(id):match("^[^.]*"))] == true
end

--- Calls fn(...); what it raises is raised, or kept as a finding about `file`. True and fn's value.
function Problems:try(code, file, fn, ...)
    if not self.keep then
        return true, fn(...)
    end
    local ok, value = pcall(fn, ...)
    if not ok then
        self:raised(code, file, value)
        return false
    end
    return true, value
end

--- Something is wrong that was found without a raise: raised by a strict load at once, since what
--- follows could not do without it.
function Problems:wrong(code, file, line, message)
    if not self.keep then
        error(("%s: %s"):format(file, message), 0)
    end
    self:add(code, file, line, message)
end

local function before(a, b)
    if a.file ~= b.file then
        return a.file < b.file
    elseif (a.line or 0) ~= (b.line or 0) then
        return (a.line or 0) < (b.line or 0)
    elseif a.code ~= b.code then
        return a.code < b.code
    end
    return a.message < b.message
end

--- All findings by file and line.
function Problems:sorted()
    table.sort(self.list, before)
    return self.list
end

local function words(finding)
    local line = finding.line and (":%d"):format(finding.line) or ""
    return ("%s%s: %s"):format(finding.file, line, finding.message)
end

--- Raises for what a strict load has found, errors only.
function Problems:finish()
    if self.keep or self.errors == 0 then
        return
    end
    local lines = {}
    for _, finding in ipairs(self.list) do
        if finding.severity == "error" and #lines < SHOWN then
            lines[#lines + 1] = words(finding)
        end
    end
    if self.errors > #lines then
        lines[#lines + 1] = ("... and %d more"):format(self.errors - #lines)
    end
    error(table.concat(lines, "\n"), 0)
end

--- Calls fn(value, key) for every entry, by sorted keys.
function M.each(things, fn)
    for _, key in ipairs(frozen.keys(things)) do
        fn(things[key], key)
    end
end

return M
