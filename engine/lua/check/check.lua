-- `bylina check`: all that can be found wrong with a game without playing it.
local M = {}

--- problems: what loading the game has found already. Gives {findings, errors, warnings}.
function M.run(_, problems)
    return { findings = problems:sorted(), errors = problems.errors, warnings = problems.warnings }
end

return M
