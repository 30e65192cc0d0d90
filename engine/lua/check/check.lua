-- `bylina check`: all that can be found wrong with a game without playing it; and the map that is found
-- on the way.
local import = ...
local draw = import "check/draw"
local map = import "check/map"
local names = import "check/names"
local program = import "check/program"
local each = import("problems").each

local M = {}

--- problems: what loading the game has found already. Gives {findings, errors, warnings}.
function M.run(game, problems)
    local whole = program.new(game)
    each(whole.lost, function(reason, file)
        problems:raised("B009", file, reason)
    end)
    local found = names.new(whole, problems)
    found:run()
    map.new(whole):tell(problems, found)
    return { findings = problems:sorted(), errors = problems.errors, warnings = problems.warnings }
end

--- The map as plain data (map.lua); with argument.format "dot" or "mermaid" as { text }.
function M.graph(game, argument)
    local plain = map.new(program.new(game)):plain()
    local format = argument.format and draw[argument.format]
    return format and { text = format(plain) } or plain
end

return M
