-- Two players and what goes from hand to hand: gold only by payments, things never twice.
local function gold(world)
  local sum = 0
  for _, kind in ipairs { "player", "duel", "lot", "trade" } do
    for doc in world:each(kind) do sum = sum + doc.gold end
  end
  return sum
end

local function things(world)
  local sum = 0
  for player in world:each "player" do sum = sum + rules.bags.size(player.bag) end
  for trade in world:each "trade" do sum = sum + rules.bags.size(trade.things) end
  for _ in world:each "lot" do sum = sum + 1 end
  return sum
end

local function with(id, item) return { gold = 100, bag = { [id] = { id = id, item = item } } } end

return {
  ["a duel: both stakes to the winner, at two hits"] = function(world)
    local ilya, anna = world:player("Илья", { gold = 50 }), world:player("Анна", { gold = 50 })
    ilya:says("/duel " .. anna.id)
    anna:sees("challenge.call", { name = "Илья", n = 10 })
    anna:taps("look")
    anna:taps("accept")
    ilya:taps("fight")
    assert(ilya.doc.gold == 40 and anna.doc.gold == 40)
    for round = 1, 2 do
      ilya:taps("move", "axe")
      assert(not pcall(ilya.taps, ilya, "move", "sword"), "a move is made once a round")
      anna:taps("move", "spear")
      world:skip("1s")
      if round == 1 then ilya:says("/start") anna:says("/start") end
    end
    ilya:sees("duel.won")
    anna:sees("duel.lost")
    assert(ilya.doc.gold == 60 and anna.doc.gold == 40 and gold(world) == 100)
  end,
  ["a duel to which nobody comes gives the stake back"] = function(world)
    local ilya, anna = world:player("Илья", { gold = 10 }), world:player("Анна")
    ilya:says("/duel " .. anna.id)
    assert(ilya.doc.gold == 0)
    world:skip("5m")
    ilya:sees("challenge.lapsed")
    assert(ilya.doc.gold == 10)
  end,
  ["a trade: both agree to what lies there"] = function(world)
    local ilya, anna = world:player("Илья", with("t1", "axe")), world:player("Анна", with("t2", "sword"))
    ilya:says("/trade " .. anna.id)
    anna:taps("come")
    ilya:taps("put", "t1")
    anna:says("/start")
    anna:sees("trade.theirs", { item = "Топор" })
    anna:taps("put", "t2")
    ilya:taps("agree")
    anna:taps("agree")
    ilya:sees("trade.done")
    anna:sees("trade.done")
    assert(ilya.doc.bag.t2.item == "sword" and anna.doc.bag.t1.item == "axe" and things(world) == 2)
  end,
  ["a trade that is called off gives all back"] = function(world)
    local ilya, anna = world:player("Илья", with("t1", "axe")), world:player("Анна")
    ilya:says("/trade " .. anna.id)
    anna:taps("come")
    ilya:taps("put", "t1")
    assert(rules.bags.size(ilya.doc.bag) == 0)
    anna:taps("cancel")
    ilya:sees("trade.off")
    assert(ilya.doc.bag.t1.item == "axe" and things(world) == 1)
  end,
  ["the forge: each one sold makes the next dearer"] = function(world)
    local ilya = world:player("Илья", { gold = 61 }, "forge")
    ilya:taps("buy", "axe")
    assert(ilya.doc.gold == 31 and rules.bags.size(ilya.doc.bag) == 1)
    ilya:taps("buy", "axe")
    assert(ilya.doc.gold == 0 and world:get("market", "forge").sold.axe == 2)
    ilya:taps("buy", "axe")
    ilya:sees("common.poor")
  end,
  ["an auction: outbid gets his gold back, the last one the thing, the seller the gold"] = function(world)
    local ilya = world:player("Илья", with("t1", "axe"), "auction")
    local anna, oleg = world:player("Анна", { gold = 50 }, "auction"), world:player("Олег", { gold = 50 }, "auction")
    ilya:taps("sell", "t1")
    local lot
    for doc in world:each "lot" do lot = doc.id end
    anna:says("/start")
    anna:taps("bid", lot)
    oleg:says("/start")
    oleg:taps("bid", lot)
    anna:sees("auction.outbid", { n = 20 })
    assert(anna.doc.gold == 50 and oleg.doc.gold == 30)
    anna:taps("return")
    assert(anna.scene == "auction")
    world:skip("24h")
    oleg:sees("auction.yours")
    assert(oleg.doc.bag.t1.item == "axe" and ilya.doc.gold == 120 and gold(world) == 200 and things(world) == 1)
  end,
  ["a gift, and a blessing that needs a role"] = function(world)
    local ilya, anna = world:player("Илья", { gold = 30, strength = 4 }), world:player("Анна")
    ilya:says("/give " .. anna.id .. " 30")
    anna:sees("commands.give.got", { n = 30, from = "Илья" })
    ilya:says("/give 9999 1")
    ilya:sees("input.nobody")
    ilya:says("/bless " .. ilya.id)
    ilya:sees("common.not_allowed")
    world:role(ilya, "admin")
    ilya:says("/bless " .. ilya.id .. " 3")
    assert(ilya.doc.strength == 7)
  end,
}
