-- 11. scripts/scenes/auction.lua: a lot holds thing and gold; its timer is its deadline, and a late bid moves it.
return scene "auction" {
  { id = "bid", page = 6, each = function(ctx) return ctx:find("lot", {}, "till") end,
    label = function(ctx, lot)
      return ctx:t("auction.lot", { item = ctx:t(content.items[lot.thing.item]), n = lot.bid + 10, till = lot.till })
    end,
    run = function(ctx, lot)
      if not ctx:pay(ctx.player, lot, lot.bid + 10, "auction.bid") then return ctx:note("common.poor") end
      if lot.bidder then
        ctx:pay(lot, ctx:get("player", lot.bidder), lot.bid, "auction.outbid")
        ctx:push(lot.bidder, "auction.outbid", { n = lot.bid + 10 }, { id = "return", go = "auction" })
      end
      lot.bidder, lot.bid = ctx.player.id, lot.bid + 10
      if lot.till < ctx.now + 300 then lot.till = ctx:after("5m", "auction.ends", lot) end
    end },
  { id = "sell", page = 6, each = function(ctx) return rules.bags.sorted(ctx.player.bag) end,
    label = function(ctx, thing) return ctx:t(content.items[thing.item]) end,
    run = function(ctx, thing)
      local lot = ctx:make("lot", { seller = ctx.player.id, thing = thing })
      lot.till, ctx.player.bag[thing.id] = ctx:after("24h", "auction.ends", lot), nil
    end },
}
