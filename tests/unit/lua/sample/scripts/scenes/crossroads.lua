return scene "crossroads" {
    {
        id = "read",
        run = function(ctx)
            ctx:note("crossroads.stone")
        end,
    },
    { id = "yard", go = "yard" },
    { id = "bag", go = "bag" },
    { id = "elder", go = "elder" },
    { id = "odd", go = "odd" },
    {
        id = "fight",
        go = "fight",
        vars = function()
            return { foe = "wolf", hp = content.monsters.wolf.hp }
        end,
    },
}
