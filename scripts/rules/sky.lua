-- The sky is a function of the time: nobody has to turn it.
local DAY, HOUR = 86400, 3600
local SKIES = { "clear", "clouds", "rain", "clear", "mist", "clouds", "clear" }

return {
    -- The part of the day, as places are told by it.
    hour = function(now)
        local hour = now // HOUR % 24
        if hour < 4 or hour >= 19 then
            return "night"
        elseif hour < 7 then
            return "dawn"
        end
        return hour < 16 and "day" or "dusk"
    end,
    -- One weather a day: clear, clouds, rain or mist, in no order that one would notice.
    weather = function(now)
        local day = now // DAY
        return SKIES[(day * 3 + day // 7 * 5 + day // 30) % #SKIES + 1]
    end,
    is_night = function(now)
        local hour = now // 3600 % 24
        return hour < 4 or hour >= 19
    end,
}
