-- Rules are plain numbers in, plain numbers out.
return {
    ["blows"] = function()
        assert(rules.combat.hit(10, false, 1) == 0)
        assert(rules.combat.hit(10, true, 20) == 0)
        assert(rules.combat.hit(10, false, 19) == 10)
        assert(rules.combat.hit(10, false, 20) == 20)
    end,
    ["health comes back and stops at the most"] = function()
        assert(rules.health.now(10, 0, 1, 119) == 10)
        assert(rules.health.now(10, 0, 1, 120) == 11)
        assert(rules.health.now(10, 0, 1, 86400) == 20)
        assert(rules.health.now(10, nil, 1, 86400) == 10)
    end,
    ["levels"] = function()
        local level, exp = rules.levels.after(1, 19)
        assert(level == 1 and exp == 19)
        level, exp = rules.levels.after(1, 65)
        assert(level == 3 and exp == 5)
    end,
    ["night falls at seven in the evening"] = function()
        assert(not rules.sky.is_night(12 * 3600))
        assert(rules.sky.is_night(19 * 3600))
        assert(rules.sky.is_night(3 * 3600))
    end,
    ["the day has four parts, and every day its weather"] = function()
        local seen = {}
        for hour, part in pairs { [3] = "night", [4] = "dawn", [7] = "day", [16] = "dusk", [19] = "night" } do
            assert(rules.sky.hour(hour * 3600) == part)
        end
        for day = 0, 60 do
            local weather = rules.sky.weather(day * 86400)
            assert(weather == rules.sky.weather(day * 86400 + 86399))
            seen[weather] = true
        end
        assert(seen.clear and seen.clouds and seen.rain and seen.mist)
    end,
    ["names"] = function()
        assert(rules.names.fair("Василиса"))
        assert(rules.names.fair("Anna-Maria"))
        assert(not rules.names.fair("Илья "))
        assert(not rules.names.fair("-"))
    end,
}
