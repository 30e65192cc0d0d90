return {
    start = "naming",
    home = "crossroads",
    give = function(ctx, item, n)
        for _ = 1, n do
            local id = ctx:id()
            ctx.player.bag[id] = { id = id, item = item }
        end
    end,
    erase = function(ctx)
        local name = ctx.player.name and ctx:get("name", utf8.lower(ctx.player.name))
        if name then
            ctx:drop(name)
        end
    end,
}
