-- 13. scripts/commands/give.lua: arguments are fields: the engine checks them, explains mistakes and writes the help.
return command "give" {
  args = { { id = "to", type = "player" }, { id = "gold", type = "integer", min = 1, max = 1000 } },
  run = function(ctx, args)
    if not ctx:pay(ctx.player, ctx:get("player", args.to), args.gold, "gift") then return ctx:note("common.poor") end
    ctx:push(args.to, "commands.give.got", { n = args.gold, from = ctx.player.name })
  end }
