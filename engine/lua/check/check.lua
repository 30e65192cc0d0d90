-- `bylina check`: all that can be found wrong with a game without playing it.
local import = ...
local names = import "check/names"
local program = import "check/program"

local M = {}

--- problems: what loading the game has found already. Gives {findings, errors, warnings}.
function M.run(game, problems)
    local found = names.new(program.new(game), problems)
    found:run()
    return { findings = problems:sorted(), errors = problems.errors, warnings = problems.warnings }
end

return M
