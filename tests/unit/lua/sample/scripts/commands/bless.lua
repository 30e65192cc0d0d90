return command "bless" {
    role = "admin",
    args = { { id = "who", type = "player" }, { id = "by", type = "integer", min = 1, default = 1 } },
    run = function(ctx, args)
        local player = ctx:get("player", args.who)
        player.strength = player.strength + args.by
    end,
}
