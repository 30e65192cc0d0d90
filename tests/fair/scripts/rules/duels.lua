-- Sword beats axe, axe beats spear, spear beats sword; who did not choose is beaten by any weapon.
local BEATS = { sword = "axe", axe = "spear", spear = "sword" }
local ROUNDS = 3

local function beats(mine, theirs)
    return mine ~= nil and (theirs == nil or BEATS[mine] == theirs)
end

return {
    STAKE = 5,
    -- Who wins this round ("a", "b"), or nil.
    round = function(a, b)
        if beats(a, b) then
            return "a"
        elseif beats(b, a) then
            return "b"
        end
    end,
    over = function(rounds)
        return rounds >= ROUNDS
    end,
}
