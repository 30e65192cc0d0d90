-- scripts/timers/auction.lua: the lot pays and is gone in one turn; whoever looks at it sees it go.
return timer "auction.ends" { run = function(ctx, lot)
  local owner = ctx:get("player", lot.bidder or lot.seller)
  owner.bag[lot.thing.id] = lot.thing
  ctx:pay(lot, ctx:get("player", lot.seller), lot.bid, "auction.sold")
  ctx:push(owner.id, "auction.yours")
  ctx:drop(lot)
end }
