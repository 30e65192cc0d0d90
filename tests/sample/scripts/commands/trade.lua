-- One sits down at the table, the other gets a button.
return command "trade" {
  args = { { id = "who", type = "player" } },
  run = function(ctx, args)
    if args.who == ctx.player.id then return ctx:note("commands.trade.nobody") end
    local trade = ctx:make("trade", { a = ctx.player.id, b = args.who })
    ctx:push(args.who, "trade.call", { name = ctx.player.name }, { id = "come", go = "trade", vars = { trade = trade } })
    ctx:go("trade", { trade = trade })
  end }
