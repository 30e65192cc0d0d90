-- Commands about roles, and the audit.
--
-- A role is granted in the turn that says so, and counts from the next turn on; the menu of whose it is
-- is sent after it.
local import = ...
local asking = import "admin_ask"
local audit = import "audit"
local docs = import "docs"
local json = import "json"
local roles = import "roles"

local M = {}

local ROLES_MAX = 200 -- of the configuration and granted

local function named(T, list)
    for _, one in ipairs(list) do
        local player = docs.get(T, "player", one.id)
        one.name = player and player.name or "—"
    end
    return list
end

-- A role is changed: written, audited, told to the engine (who may play in maintenance, the menu).
local function change(T, id, role)
    local before = roles.of(T, id)
    roles.set(T, id, role, T:who())
    audit.write(T, {
        what = role and "grant" or "revoke",
        detail = role,
        subject = "player/" .. id,
        was = before and json.encode { role = before },
        became = role and json.encode { role = role },
    })
    T.unit.effect("role", json.encode { id = math.tointeger(tonumber(id)), role = role })
end

local function grant(T, rest)
    local who, role = rest:match("^(%d+)%s+(%l+)$")
    if not who or not roles.known(role) then
        return asking.usage(T, "/grant 1001 owner|admin|designer|moderator")
    elseif T.config.roles[who] then
        return asking.say(T, "admin.roles.fixed", { whose = who, role = T.config.roles[who] })
    end
    local player = docs.get(T, "player", who)
    if not roles.of(T, who) and #roles.all(T) >= ROLES_MAX then
        return asking.say(T, "admin.roles.full", { n = ROLES_MAX })
    elseif not player then
        return asking.say(T, "admin.player.none", { whose = who })
    end
    change(T, who, role)
    asking.say(T, "admin.roles.granted", { whose = who, name = player.name or who, role = role })
end

local function revoke(T, rest)
    local who = rest:match("^%d+$")
    if not who then
        return asking.usage(T, "/revoke 1001")
    elseif T.config.roles[who] then
        return asking.say(T, "admin.roles.fixed", { whose = who, role = T.config.roles[who] })
    elseif not roles.of(T, who) then
        return asking.say(T, "admin.roles.has_none", { whose = who })
    end
    change(T, who, nil)
    asking.say(T, "admin.roles.revoked", { whose = who })
end

M.commands = {
    grant = { role = "owner", run = grant },
    revoke = { role = "owner", run = revoke },
    roles = {
        role = "admin",
        run = function(T)
            asking.answer(T, "roles", { rows = named(T, roles.all(T)), everyone = T.config.everyone_owner })
        end,
    },
    audit = {
        role = "admin",
        run = function(T, rest)
            asking.ask(T, "audit", { whose = rest })
        end,
    },
}

M.buttons = {
    role = "admin",
    audit = function(T, before)
        asking.ask(T, "audit", { before = before, whose = "" })
    end,
}

return M
