-- Stars: a bill, the question before the payment, the payment, the refund.
return {
    ["a title is paid for once, and given back once"] = function(world)
        local p = world:player("Илья", {}, "patron")
        p:taps("boyar")
        p:sees("patron.boyar")
        p:sees("patron.boyar.about")
        assert(not p.doc.titles.boyar, "nothing is given before it is paid")
        assert(p:pays())
        p:sees("patron.text")
        assert(p.doc.titles.boyar == true)
        assert(not pcall(p.taps, p, "boyar"), "it is offered no more")
        p:refunded()
        p:sees("common.refunded", { n = 50 })
        assert(p.doc.titles.boyar == nil)
        p.doc.titles.boyar = true
        p:refunded()
        p:misses("common.refunded", { n = 50 })
    end,
    ["nobody pays twice for a title"] = function(world)
        local p = world:player("Илья", {}, "patron")
        p:taps("boyar")
        local first = p.bill
        p:taps("boyar")
        assert(p.bill.payload ~= first.payload, "each tap makes a bill of its own")
        assert(p:pays())
        p.bill = first
        assert(p:pays() == false)
        p:sees("common.bill_gone")
        assert(#p.payments == 1)
    end,
    ["a price that has changed is not taken"] = function(world)
        local p = world:player("Илья", {}, "patron")
        p:taps("honey", "large")
        assert(p.bill.prices[1].amount == 20)
        p:taps("dear")
        assert(p:pays() == false)
        p:taps("honey", "large")
        assert(p.bill.prices[1].amount == 30)
        assert(p:pays())
        assert(p.doc.gold == 10)
        assert(p.scene == "yard", "it leads on as a tap would")
        p:refunded()
        assert(p.doc.gold == 0)
    end,
    ["who has gone on gets what he paid for, and stays where he is"] = function(world)
        local p = world:player("Илья", {}, "patron")
        p:taps("honey", "small")
        p:taps("fight")
        assert(p:pays())
        assert(p.doc.gold == 1)
        assert(p.scene == "fight" and p.vars.hp == 5, "nothing leads out of a fight")
    end,
    ["an entry that is gone is not sold"] = function(world)
        local p = world:player("Илья", { gold = 13 }, "patron")
        assert(not pcall(p.taps, p, "honey", "small"))
        local q = world:player("Добрыня", { gold = 12 }, "patron")
        q:taps("honey", "small")
        local bill = q.bill
        assert(q:pays())
        q.bill = bill
        assert(q:pays() == false, "the bill is paid, and there is no honey left")
    end,
    ["a payment whose gift breaks gives nothing, and is not lost"] = function(world)
        local p = world:player("Илья", {}, "patron")
        p:taps("broken")
        local ok, why = pcall(p.pays, p)
        assert(not ok and tostring(why):find "the gift is broken")
        assert(not p.doc.titles.broken)
        assert(not world.charges["charge-" .. p.id .. "-1"], "it is not credited")
    end,
    ["a price is a whole number of Stars"] = function(world)
        local p = world:player("Илья", {}, "patron")
        local ok, why = pcall(p.taps, p, "priceless")
        assert(not ok and tostring(why):find "`stars` is a whole number from 1 to 10000, not 0", why)
    end,
    ["an old bill goes when there are too many"] = function(world)
        local p = world:player("Илья", {}, "patron")
        p:taps("boyar")
        local first = p.bill
        for _ = 1, 8 do
            p:taps("boyar")
        end
        local last = p.bill
        p.bill = first
        assert(p:pays() == false)
        p.bill = last
        assert(p:pays())
    end,
    ["a bill is for him who asked for it"] = function(world)
        local p = world:player("Илья", {}, "patron")
        local q = world:player("Вор", {}, "patron")
        p:taps("boyar")
        q.bill = p.bill
        assert(q:pays() == false)
        q:sees("common.bill_gone")
    end,
}
