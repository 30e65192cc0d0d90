-- content/renamed.lua: saves that name things as they were called once.
return {
    ["a row is found under each name it ever had"] = function(world)
        local bag = { a = { id = "a", item = "hatchet" } }
        local p = world:player("Илья", { keepsake = "hatchet", chest = { "hide", "cleaver" }, bag = bag }, "bag")
        assert(p.doc.keepsake == "axe")
        assert(p.doc.chest[1] == "hide" and p.doc.chest[2] == "axe")
        p:taps("look", "a")
        p:sees("items.axe")
    end,
    ["what is written has the new names"] = function(world)
        local p = world:player("Илья", { keepsake = "hatchet", chest = { "cleaver" } }, "yard")
        p:taps("train")
        local kept = world.docs["player/" .. p.id]
        assert(kept:find('"keepsake":"axe"', 1, true), kept)
        assert(kept:find('"chest":["axe"]', 1, true), kept)
    end,
    ["a button that was drawn under the old name still works"] = function(world)
        local p = world:player("Илья", {}, "rack")
        local name = "_session/" .. p.id
        local drawn, count = world.docs[name]:gsub("axe", "hatchet")
        assert(count > 0, drawn)
        world.docs[name] = drawn
        p:taps("take", "hatchet")
        assert(p.doc.keepsake == "axe", tostring(p.doc.keepsake))
    end,
    ["a name that never was is none"] = function(world)
        local p = world:player("Илья", { keepsake = "spoon" }, "yard")
        assert(not pcall(p.taps, p, "train"))
    end,
}
