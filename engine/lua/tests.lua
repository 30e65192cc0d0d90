-- The designers' tests are run: functions of a world (scripts/tests/*.lua) and transcripts (*.txt).
local import = ...
local frozen = import "frozen"
local host = import "host"
local talk = import "talk"
local testing = import "testing"
local transcript = import "transcript"

local M = {}

local SEED = 7
local APART = { ["tests/invariants.lua"] = true, ["tests/players.lua"] = true } -- watch.lua, habits.lua

-- Each test of a file: { name, run(accept) -> ok, reason, source }.
local function functions(game, path)
    local chunk, reason = host.compile(game.sources[path], "@scripts/" .. path, game.env)
    local ok, given = pcall(chunk or error, not chunk and reason or nil)
    if not ok or type(given) ~= "table" then
        local words = ok and ("scripts/%s: a file of tests returns a table"):format(path) or tostring(given)
        return {
            {
                name = path,
                run = function()
                    return false, words
                end,
            },
        }
    end
    local list = {}
    for _, name in ipairs(frozen.keys(given)) do
        list[#list + 1] = {
            name = name,
            run = function()
                local fine, why = xpcall(given[name], host.traceback, testing.world(game, SEED))
                return fine, not fine and tostring(why) or nil
            end,
        }
    end
    return list
end

local function print_edits(made, step, edits, out)
    out[#out + 1] = ("scripts/%s:%d: %s> %s"):format(made.path, step.line, step.name, step.text)
    for _, edit in ipairs(edits) do
        local at = edit.at and ("%4d"):format(edit.at) or "    "
        out[#out + 1] = ("  %s %s %s"):format(edit.sign, at, edit.text)
    end
end

-- Plays a transcript: ok, what differs in words, and the source as it would be accepted.
local function play(game, path)
    local fine, made = pcall(transcript.read, path, game.sources[path])
    if not fine then
        return false, tostring(made)
    end
    local words, differences, differs = {}, {}, false
    local played = talk.new(game, made.options)
    for _, step in ipairs(made.steps) do
        local seen, reason = played:play(step)
        if not seen then
            words[#words + 1] = ("scripts/%s:%d: %s> %s\n  %s"):format(
                made.path,
                step.line,
                step.name,
                step.text,
                reason
            )
            return false, table.concat(words, "\n")
        end
        local edits = transcript.compare(step.wanted, seen)
        if edits then
            differs = true
            differences[step] = edits
            print_edits(made, step, edits, words)
        end
    end
    if differs then
        return false, table.concat(words, "\n"), transcript.mend(made, differences)
    end
    return true
end

local function transcripts(game, path)
    return {
        {
            name = path:match "([^/]+)$",
            run = function()
                return play(game, path)
            end,
        },
    }
end

local function of_file(game, path)
    if path:match "^tests/.+%.txt$" then
        return transcripts(game, path)
    elseif path:match "^tests/.+%.lua$" and not APART[path] then
        return functions(game, path)
    end
    return {}
end

local function wanted(argument, path, name)
    if argument.file then
        return argument.file == "scripts/" .. path and argument.name == name
    end
    return not argument.filter or name:find(argument.filter, 1, true) or path:find(argument.filter, 1, true)
end

local function each(game, argument, fn)
    for _, path in ipairs(frozen.keys(game.sources)) do
        if not argument.file or argument.file == "scripts/" .. path then
            for _, test in ipairs(of_file(game, path)) do
                if wanted(argument, path, test.name) then
                    fn(test, "scripts/" .. path)
                end
            end
        end
    end
end

--- argument: { filter = "part of a name or path" }. { {file, name}, ... }
function M.list(game, argument)
    local list = {}
    each(game, argument, function(test, file)
        list[#list + 1] = { file = file, name = test.name }
    end)
    return { tests = list }
end

--- argument: { filter } or { file, name } for one alone. { passed, failed, results = { {name, file, ok,
--- reason, source}, ... } }: `source` is what a transcript's file becomes if its difference is accepted.
function M.run(game, argument)
    local report = { passed = 0, failed = 0, results = {} }
    each(game, argument, function(test, file)
        local ok, reason, source = test.run()
        report.results[#report.results + 1] =
            { name = test.name, file = file, ok = ok, reason = reason, source = source }
        local outcome = ok and "passed" or "failed"
        report[outcome] = report[outcome] + 1
    end)
    return report
end

return M
