-- `bylina check`: all that can be found wrong with a game without playing it; and the map that is found
-- on the way.
local import = ...
local draw = import "check/draw"
local images = import "check/images"
local map = import "check/map"
local names = import "check/names"
local program = import "check/program"
local words = import "check/words"
local each = import("problems").each

local M = {}

--- problems: what loading the game has found already; held: a saves.lua that has read the saves, or nil;
--- argument.images: the names of the pictures, if they are to be looked for.
--- Gives {findings, errors, warnings, texts}.
function M.run(game, problems, held, argument)
    local whole = program.new(game)
    each(whole.lost, function(reason, file)
        problems:raised("B009", file, reason)
    end)
    local found = names.new(whole, problems)
    local whole_game = next(problems.failed) == nil
    found:run()
    words.tell(whole, problems)
    if whole_game then -- else what leads there, or uses it, may stand in a file that could not be read
        map.new(whole):tell(problems, found)
        words.tell_unused(game, problems, found)
    end
    if argument and argument.images then
        images.tell(whole, problems, argument.images)
    end
    if held then
        held:tell(problems)
    end
    return {
        findings = problems:sorted(),
        errors = problems.errors,
        warnings = problems.warnings,
        texts = words.coverage(game),
    }
end

--- The map as plain data (map.lua); with argument.format "dot" or "mermaid" as { text }.
function M.graph(game, argument)
    local plain = map.new(program.new(game)):plain()
    local format = argument.format and draw[argument.format]
    return format and { text = format(plain) } or plain
end

return M
