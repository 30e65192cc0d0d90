-- Who may do what, and what the audit says of it.
local function line(entry)
    local parts = { entry.who, entry.what }
    for _, name in ipairs { "detail", "subject", "was", "became" } do
        parts[#parts + 1] = tostring(entry[name])
    end
    return table.concat(parts, " ") .. (entry.refused and " refused" or "")
end

local function told(world, ...)
    local wanted = { ... }
    for i = 1, math.max(#wanted, #world.audit) do
        local got = world.audit[i] and line(world.audit[i])
        assert(got == wanted[i], ("line %d of the audit:\n%s\nnot\n%s"):format(i, tostring(got), tostring(wanted[i])))
    end
end

return {
    ["a command of admins is refused to others and told in the audit"] = function(world)
        local ilya = world:player("Илья", { strength = 5 })
        local anna = world:player("Анна")
        ilya:says("/bless 1001 3")
        ilya:sees("common.not_allowed")
        for _, role in ipairs { "designer", "moderator" } do
            world:role(ilya, role)
            ilya:says("/bless 1001")
            ilya:sees("common.not_allowed")
        end
        assert(ilya.doc.strength == 5)
        world:role(ilya, nil)
        world:role(anna, "admin")
        anna:says("/bless 1001 3")
        anna:misses("common.not_allowed")
        assert(ilya.doc.strength == 8)
        world:role(anna, "owner")
        anna:says("/bless 1001")
        assert(ilya.doc.strength == 9)
        told(
            world,
            "1001 bless 1001 3 nil nil nil refused",
            "1001 bless 1001 nil nil nil refused",
            "1001 bless 1001 nil nil nil refused",
            '1002 bless 1001 3 player/1001 {"strength":5} {"strength":8}',
            '1002 bless 1001 player/1001 {"strength":8} {"strength":9}'
        )
    end,
    ["owners grant roles, which count at once"] = function(world)
        local owner, anna = world:player("Олег"), world:player("Анна")
        world:role(owner, "owner")
        anna:says("/status")
        anna:sees("common.not_allowed")
        owner:says("/grant 1002 moderator")
        owner:sees("admin.roles.granted", { whose = "1002", name = "Анна", role = "moderator" })
        anna:says("/grant 1002 owner")
        anna:sees("common.not_allowed")
        anna:says("/roles")
        anna:sees("common.not_allowed")
        anna:says("/status")
        anna:misses("common.not_allowed")
        owner:says("/revoke 1002")
        owner:sees("admin.roles.revoked", { whose = "1002" })
        anna:says("/status")
        anna:sees("common.not_allowed")
        told(
            world,
            "1002 status nil nil nil nil refused",
            '1001 grant moderator player/1002 nil {"role":"moderator"}',
            "1002 grant 1002 owner nil nil nil refused",
            "1002 roles nil nil nil nil refused",
            '1001 revoke nil player/1002 {"role":"moderator"} nil',
            "1002 status nil nil nil nil refused"
        )
    end,
    ["what cannot be granted is said"] = function(world)
        local owner = world:player("Олег")
        world:role(owner, "owner")
        owner:says("/grant 77 admin")
        owner:sees("admin.player.none", { whose = "77" })
        owner:says("/grant 1001 king")
        owner:sees("common.usage", { usage = "/grant 1001 owner|admin|designer|moderator" })
        owner:says("/revoke 77")
        owner:sees("admin.roles.has_none", { whose = "77" })
    end,
}
