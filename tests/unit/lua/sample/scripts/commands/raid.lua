-- A post that holds a document and lets everybody join.
return command "raid" {
    where = "anywhere",
    run = function(ctx)
        local raid = ctx:make("raid", { id = "wolf" })
        if not raid then
            return ctx:note("raid.taken")
        end
        ctx:show("raid", { raid = raid, joined = 0 })
    end,
}
