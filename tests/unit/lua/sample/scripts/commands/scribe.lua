return command "scribe" {
    where = "group",
    run = function(ctx)
        ctx:show "scribe"
    end,
}
