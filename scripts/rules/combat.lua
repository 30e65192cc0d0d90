-- Plain numbers in, plain numbers out: dice come from outside, so a blow can be tested and balanced.
local SIDES = 20

return {
    sides = function()
        return SIDES
    end,
    -- What a blow takes off: nothing if it meets the guard or the die shows 1, double on the highest.
    hit = function(power, guarded, die)
        if guarded or die == 1 then
            return 0
        end
        return die == SIDES and power * 2 or power
    end,
    -- What armour lets through of a blow.
    through = function(damage, armour)
        return math.max(0, damage - armour)
    end,
    -- Of a blow that was awaited half goes by, rounded down.
    softened = function(damage)
        return damage // 2
    end,
    -- What a hero strikes with: his strength and what he holds.
    power = function(strength, weapon)
        return strength + weapon
    end,
}
