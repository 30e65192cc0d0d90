-- Transcripts as tests: scripts/tests/NAME.txt, a talk with its answers.
--
--   # scripts/tests/first_day.txt (lang ru, seed 7): the first comment may set options
--   > /start                        what the player does: words,
--   Как тебя величать?              and below it what he sees
--   …                               anything: as a line of its own any lines, in a line any words
--   > [yard] [Упражняться] +8h      taps, by id or by words on the button, and time that passes
--   > [boyar] (pays)                the bill for Stars is paid; (refunded): given back
--   Анна> [trade.put axe]           what another player does (`>`: the first one)
--   Анна< Обмен состоялся.          and what reaches whoever did nothing just now
--   >                               only looks
--
-- This file knows the form alone: how a source is read, and how a difference is found and mended.
-- What a step does and shows is in talk.lua.
local import = ...
local fields = import "fields"

local M = {}

local ANY = "…"
local DEEDS = { pays = true, refunded = true } -- of Stars
local OPTIONS = { lang = true, seed = true, strict = true }

local function trim(line)
    return (line:gsub("^%s+", ""):gsub("%s+$", ""))
end

local function fail(path, at, words)
    error(("scripts/%s:%d: %s"):format(path, at, words), 0)
end

-- Options stand in the first parentheses of the first comment, if those begin with the name of one.
local function read_options(path, at, line, options)
    local inside = line:match "%((.-)%)"
    if not inside or not OPTIONS[inside:match "^%s*(%a+)" or ""] then
        return
    end
    for part in inside:gmatch "[^,]+" do
        local name, value = part:match "^%s*(%a+)%s*(.-)%s*$"
        if not OPTIONS[name] then
            fail(path, at, ("a transcript has the options lang, seed and strict, not %s"):format(trim(part)))
        elseif name == "seed" and not math.tointeger(tonumber(value)) then
            fail(path, at, ("seed is a whole number, not %s"):format(value))
        end
        options[name] = name == "seed" and math.tointeger(tonumber(value)) or name == "strict" or value
    end
end

-- "[yard] [train] +8h" -> { {tap = "yard"}, {tap = "train"}, {skip = "8h"} }; nil: these are words.
local function read_items(path, at, rest)
    local items, from = {}, 1
    if not rest:find "^[%[+]" and not DEEDS[rest:match "^%((%l+)%)"] then
        return nil
    end
    while from <= #rest do
        local inside, to = rest:match("^%[(.-)%]()", from)
        local word, after = rest:match("^(%+%w+)()", from)
        local deed, behind = rest:match("^%((%l+)%)()", from)
        if DEEDS[deed] then
            items[#items + 1], to = { [deed] = true }, behind
        elseif inside then
            items[#items + 1] = { tap = trim(inside) }
        elseif word and fields.seconds(word:sub(2)) then
            items[#items + 1] = { skip = word:sub(2) }
        else
            local words = "[choice], +8h, (pays) or (refunded) expected, not %s; before words that begin so stands \\"
            fail(path, at, words:format(rest:sub(from)))
        end
        from = rest:match("^%s*()", to or after)
    end
    return items
end

local function read_step(path, at, name, rest)
    local step = { line = at, name = name, text = rest, wanted = {} }
    step.items = rest == "" and {} or read_items(path, at, rest)
    if not step.items then
        local group = rest:match "^@group%s+(.+)$"
        local words = (group or rest):gsub("^\\", "")
        step.items = { { says = words, group = group ~= nil } }
    end
    return step
end

-- "> words" or "Анна> words": name ("" for the first player) and words.
local function head(line)
    local name, rest = line:match "^([%w_\128-\255]*)>%s*(.-)%s*$"
    return name, rest
end

--- Reads a source: { path, options, lines, steps = { {line, name, text, items, wanted}, ... } }. `wanted`
--- has { at = line, text } for each line that is expected. Raises with file and line.
function M.read(path, source)
    local made = { path = path, options = { lang = "ru", seed = 7 }, lines = {}, steps = {} }
    local step, first = nil, true
    for raw in (source:gsub("\n$", "") .. "\n"):gmatch "(.-)\r?\n" do
        local lines = made.lines
        lines[#lines + 1] = raw
        local line = trim(raw)
        local name, rest = head(line)
        if line:sub(1, 1) == "#" then
            if first then
                read_options(path, #lines, line, made.options)
            end
            first = false
        elseif name then
            step = read_step(path, #lines, name, rest)
            made.steps[#made.steps + 1] = step
        elseif line ~= "" and step then
            step.wanted[#step.wanted + 1] = { at = #lines, text = line }
        elseif line ~= "" then
            fail(path, #lines, "the first line is something done: > /start")
        end
    end
    if #made.steps == 0 then
        fail(path, #made.lines, "nothing is done here: > /start")
    end
    return made
end

--- A line that is seen, as it stands in a transcript.
function M.shown(line)
    if line:find "^[#\\]" or head(line) then
        return "\\" .. line
    end
    return line
end

-- Does a seen line fit an expected one? "…" in it stands for any words.
local function fits(wanted, got)
    local from, rest = 1, wanted
    while true do
        local at = rest:find(ANY, 1, true)
        local part = rest:sub(1, (at or 0) - 1)
        if not at then
            return from == 1 and rest == got
                or from > 1 and #got - #rest + 1 >= from and got:sub(#got - #rest + 1) == rest
        end
        local found, to = got:find(part, from, true)
        if not found or (rest == wanted and found ~= 1) then
            return false
        end
        from, rest = math.max(to + 1, 1), rest:sub(at + #ANY)
    end
end

-- cost[i][j]: the fewest lines to take out or put in so that the first i wanted are the first j seen.
local function costs(wanted, got)
    local cost = {}
    for i = 0, #wanted do
        cost[i] = {}
        for j = 0, #got do
            local any = i > 0 and wanted[i].text == ANY
            local best = i == 0 and j == 0 and 0 or math.huge
            if i > 0 and j > 0 and not any and fits(wanted[i].text, got[j]) then
                best = cost[i - 1][j - 1]
            end
            if i > 0 then
                best = math.min(best, cost[i - 1][j] + (any and 0 or 1))
            end
            if j > 0 then
                best = math.min(best, cost[i][j - 1] + (any and 0 or 1))
            end
            cost[i][j] = best
        end
    end
    return cost
end

--- What differs: nil, or a list of { sign = " ", "-" or "+", text, at } from the top down; " " is a line
--- that fits (or a "…" that stays), "-" one that was expected at line `at`, "+" one that came.
function M.compare(wanted, got)
    local cost = costs(wanted, got)
    local i, j, edits = #wanted, #got, {}
    if cost[i][j] == 0 then
        return nil
    end
    while i > 0 or j > 0 do
        local any = i > 0 and wanted[i].text == ANY
        local here = cost[i][j]
        if i > 0 and j > 0 and not any and fits(wanted[i].text, got[j]) and cost[i - 1][j - 1] == here then
            table.insert(edits, 1, { sign = " ", text = wanted[i].text, at = wanted[i].at })
            i, j = i - 1, j - 1
        elseif any and j > 0 and cost[i][j - 1] == here then
            j = j - 1
        elseif any and cost[i - 1][j] == here then
            table.insert(edits, 1, { sign = " ", text = ANY, at = wanted[i].at })
            i = i - 1
        elseif j > 0 and cost[i][j - 1] + 1 == here then
            table.insert(edits, 1, { sign = "+", text = got[j] })
            j = j - 1
        else
            table.insert(edits, 1, { sign = "-", text = wanted[i].text, at = wanted[i].at })
            i = i - 1
        end
    end
    return edits
end

--- The source with these differences accepted: { [step] = edits }. Every other line stays as it is.
function M.mend(made, differences)
    local gone, put = {}, {}
    for step, edits in next, differences do
        local at = step.line
        for _, edit in ipairs(edits) do
            if edit.sign == "+" then
                put[at] = put[at] or {}
                table.insert(put[at], edit.text)
            else
                gone[edit.at] = edit.sign == "-" or nil
                at = edit.at
            end
        end
    end
    local out = {}
    for at, line in ipairs(made.lines) do
        if not gone[at] then
            out[#out + 1] = line
        end
        for _, text in ipairs(put[at] or {}) do
            out[#out + 1] = text
        end
    end
    return table.concat(out, "\n") .. "\n"
end

return M
