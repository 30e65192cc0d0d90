-- A short way to a scene.
return command "profile" {
    run = function(ctx)
        ctx:go("hero")
    end,
}
