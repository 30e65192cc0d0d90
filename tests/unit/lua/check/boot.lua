-- The diagnostics' cases, each a small game that is loaded and checked like any other.
--
-- A case is { code, broken = files, at = "file:line", says = part of the message, sound = files, held }.
-- `files` are laid over those of base.lua; false takes one away. The broken game must have the finding
-- at its place; the sound one must not have it. `held`, `sound_held`: a page of saves (check/saves.lua).
local import = ...
local base = import "cases/base"
local check = import "check/check"
local codes = import "check/codes"
local game = import "game"
local json = import "json"
local problems = import "problems"
local saves = import "check/saves"

local PARTS = { "loading", "names", "map", "texts", "saves" }

local function sources(files)
    local made = { scripts = {}, content = {} }
    for _, layer in ipairs { base, files } do
        for path, text in next, layer do
            local folder, rest = path:match("^(%a+)/(.+)$")
            made[folder][rest] = text or nil
        end
    end
    return made
end

local function findings(files, page)
    local given = sources(files)
    local found = problems.new(given, true)
    local loaded = game.load(given, found)
    local held = page and saves.new(loaded)
    if held then
        held:add(page)
    end
    return check.run(loaded, found, held, { images = { "a.png" } }).findings
end

local function describe(list)
    local lines = {}
    for i, one in ipairs(list) do
        lines[i] = ("  %s:%s %s %s"):format(one.file, tostring(one.line), one.code, one.message)
    end
    return #lines > 0 and table.concat(lines, "\n") or "  nothing"
end

local function has(list, code, at, says)
    for _, one in ipairs(list) do
        local place = ("%s:%s"):format(one.file, tostring(one.line))
        if one.code == code and (not at or place == at) and (not says or one.message:find(says, 1, true)) then
            return true
        end
    end
    return false
end

local base_findings -- of the game of base.lua itself, which most cases have as their sound one

local function sound_findings(case)
    if case.sound or case.sound_held then
        return findings(case.sound or {}, case.sound_held)
    end
    base_findings = base_findings or findings({}, nil)
    return base_findings
end

local function run(case)
    local broken = findings(case.broken, case.held)
    if not has(broken, case.code, case.at, case.says) then
        return ("%s is not told at %s (%s); found:\n%s"):format(case.code, case.at, case.says, describe(broken))
    end
    local sound = sound_findings(case)
    if has(sound, case.code) then
        return ("%s is told of a sound game:\n%s"):format(case.code, describe(sound))
    end
end

local function cases()
    local report, seen = { failed = {}, count = 0, without = {} }, {}
    for _, part in ipairs(PARTS) do
        for i, case in ipairs(import("cases/" .. part)) do
            local reason = run(case)
            report.count, seen[case.code] = report.count + 1, true
            if reason then
                report.failed[#report.failed + 1] = ("%s.lua, case %d: %s"):format(part, i, reason)
            end
        end
    end
    for _, row in ipairs(codes) do
        if not seen[row.code] then
            report.without[#report.without + 1] = row.code
        end
    end
    return report
end

return {
    cases = function()
        return json.encode(cases())
    end,
    base = function()
        return json.encode { found = describe(findings({}, nil)) }
    end,
}
