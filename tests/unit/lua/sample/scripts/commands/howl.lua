return command "howl" {
    args = { { id = "to", type = "player" } },
    run = function(ctx, args)
        ctx:emit("kill", { monster = "wolf" }, args.to)
    end,
}
