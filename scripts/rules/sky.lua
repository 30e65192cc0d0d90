-- The sky is a function of the time: nobody has to turn it.
local DAY, HOUR = 86400, 3600
local SKIES = { "clear", "clouds", "rain", "clear", "mist", "clouds", "clear" }

-- The part of the day, as places are told by it.
local function hour_of(now)
    local hour = now // HOUR % 24
    if hour < 4 or hour >= 19 then
        return "night"
    elseif hour < 7 then
        return "dawn"
    end
    return hour < 16 and "day" or "dusk"
end

return {
    hour = hour_of,
    hours = { "dawn", "day", "dusk", "night" },
    -- One weather a day: clear, clouds, rain or mist, in no order that one would notice.
    weather = function(now)
        local day = now // DAY
        return SKIES[(day * 3 + day // 7 * 5 + day // 30) % #SKIES + 1]
    end,
    weathers = { "clear", "clouds", "rain", "mist" },
    is_night = function(now)
        return hour_of(now) == "night"
    end,
}
