return scene "elder" {
    text = function(ctx)
        local lines = { ctx:t("elder.text"), ctx:journal() }
        return lines
    end,
    {
        id = "ask",
        when = function(ctx)
            return not ctx:stage("wolf_winter")
        end,
        run = function(ctx)
            ctx:advance("wolf_winter", "hunt")
        end,
    },
    {
        id = "kill",
        run = function(ctx)
            ctx:emit("kill", { monster = "wolf" })
        end,
    },
}
