-- Ten coins on the table, and a push to the other.
return command "duel" {
  args = { { id = "who", type = "player" } },
  run = function(ctx, args)
    if args.who == ctx.player.id then return ctx:note("commands.duel.nobody") end
    if ctx.player.gold < 10 then return ctx:note("common.poor") end
    local duel = ctx:make("duel", { a = ctx.player.id, b = args.who, stake = 10 })
    ctx:pay(ctx.player, duel, 10, "duel.stake")
    ctx:after("5m", "lapse.duel", duel)
    ctx:push(args.who, "challenge.call", { name = ctx.player.name, n = 10 },
      { id = "look", go = "challenge", vars = { duel = duel } })
    ctx:note("commands.duel.sent")
  end }
