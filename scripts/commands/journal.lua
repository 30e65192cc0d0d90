-- A short way to a scene.
return command "journal" {
    run = function(ctx)
        ctx:go("journal")
    end,
}
