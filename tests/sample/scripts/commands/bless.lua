-- scripts/commands/bless.lua: a role is one word: the engine refuses others, hides the command, writes the audit log.
return command "bless" {
  role = "admin", args = { { id = "who", type = "player" }, { id = "by", type = "integer", min = 1, default = 1 } },
  run = function(ctx, args)
    local player = ctx:get("player", args.who)
    player.strength = player.strength + args.by
  end }
