return command "poll" {
    where = "group",
    run = function(ctx)
        ctx:show("poll", { field = "gold" })
    end,
}
