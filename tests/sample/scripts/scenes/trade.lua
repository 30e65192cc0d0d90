-- 9. scripts/scenes/trade.lua: what is offered lies in the trade (gold by `pay`) from then on, so the end cannot fail.
local function close(ctx, trade, swap)
  for id, put in pairs(trade.things) do
    local owner = (put.owner == trade.a) == swap and trade.b or trade.a
    ctx:get("player", owner).bag[id] = put.thing
  end
  for _, id in ipairs { trade.a, trade.b } do ctx:push(id, swap and "trade.done" or "trade.off") end
  ctx:drop(trade)
end
return scene "trade" {
  hold = true, text = function(ctx)
    local lines = { ctx:t("trade.text") }
    for _, put in pairs(ctx.vars.trade.things) do
      local item = ctx:t(content.items[put.thing.item])
      lines[#lines + 1] = ctx:t(put.owner == ctx.player.id and "trade.mine" or "trade.theirs", { item = item })
    end
    return lines
  end,
  { id = "put", page = 6, each = function(ctx) return rules.bags.sorted(ctx.player.bag) end,
    label = function(ctx, thing) return ctx:t(content.items[thing.item]) end,
    run = function(ctx, thing)
      local trade = ctx.vars.trade
      trade.things[thing.id], trade.agreed = { owner = ctx.player.id, thing = thing }, {}
      ctx.player.bag[thing.id] = nil
    end },
  { id = "agree", run = function(ctx)
    local trade = ctx.vars.trade
    trade.agreed[ctx.player.id] = true
    if trade.agreed[trade.a] and trade.agreed[trade.b] then close(ctx, trade, true) end
  end },
  { id = "cancel", run = function(ctx) close(ctx, ctx.vars.trade, false) end },
}
