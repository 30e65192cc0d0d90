-- Of the world, whoever plays in it.
return {
  ["a thing is in one place"] = function(world)
    local seen = {}
    local function once(id) assert(not seen[id], id) seen[id] = true end
    for player in world:each "player" do
      for id in pairs(player.bag) do once(id) end
    end
    for trade in world:each "trade" do
      for id in pairs(trade.things) do once(id) end
    end
    for lot in world:each "lot" do once(lot.thing.id) end
  end,
}
