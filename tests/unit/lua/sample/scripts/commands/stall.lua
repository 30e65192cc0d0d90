return command "stall" {
    where = "group",
    run = function(ctx)
        ctx:show("forge.stall")
    end,
}
