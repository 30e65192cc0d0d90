-- Who may do what. Four roles, and what each may do:
--
--   owner       everything, and gives roles to others
--   admin       all that designers and moderators may; players' documents, broadcasts, the engine
--   designer    scripts: reload, errors, timers
--   moderator   players' behaviour: looks them up, freezes and thaws them
--
-- An id has one role: the one of the configuration, or the one that an owner has granted in the chat
-- (the document _roles/all: { [id] = { role, by, at } }), which only reads as much as a turn asks for.
-- With the local Telegram and nobody named everybody is an owner.
local import = ...
local docs = import "docs"
local frozen = import "frozen"

local M = {}

local INCLUDED = {
    owner = { owner = true, admin = true, designer = true, moderator = true, staff = true },
    admin = { admin = true, designer = true, moderator = true, staff = true },
    designer = { designer = true, staff = true },
    moderator = { moderator = true, staff = true },
}
local RANK = { owner = 3, admin = 2, designer = 1, moderator = 1 }

--- From the highest down, as lists show them.
M.list = { "owner", "admin", "designer", "moderator" }

--- Is there such a role?
function M.known(role)
    return RANK[role] ~= nil
end

--- May `role` (nil: a player like others) do what `needed` may? "staff" is whoever has a role.
function M.allows(role, needed)
    return role ~= nil and INCLUDED[role][needed] == true
end

--- Is a role above another? Whoever has none is below all.
function M.above(role, other)
    return (RANK[role] or 0) > (RANK[other] or 0)
end

-- The granted ones; `make`: to be changed. Waits.
local function granted(T, make)
    return docs.get(T, "_roles", "all") or (make and docs.make(T, "_roles", "all", {})) or {}
end

--- The role of a player's id, or nil. Waits.
function M.of(T, id)
    local fixed = T.config.roles[id]
    local given = not fixed and granted(T)[id]
    return fixed or (given and M.known(given.role) and given.role) or nil
end

--- All who have one, by role: { { id, role, by, at }, ... }; by and at are nil for those of the
--- configuration. Waits.
function M.all(T)
    local found = {}
    local given = granted(T)
    for _, role in ipairs(M.list) do
        for _, id in ipairs(frozen.keys(T.config.roles)) do
            if T.config.roles[id] == role then
                found[#found + 1] = { id = id, role = role }
            end
        end
        for _, id in ipairs(frozen.keys(given)) do
            if id ~= "id" and given[id].role == role and not T.config.roles[id] then
                found[#found + 1] = { id = id, role = role, by = given[id].by, at = given[id].at }
            end
        end
    end
    return found
end

--- The ids of those who may do what `needed` may. Waits.
function M.who(T, needed)
    local ids = {}
    for _, one in ipairs(M.all(T)) do
        if M.allows(one.role, needed) then
            ids[#ids + 1] = one.id
        end
    end
    return ids
end

--- Gives a role, or takes it (nil). Waits.
function M.set(T, id, role, by)
    granted(T, true)[id] = role and { role = role, by = by, at = T.now } or nil
end

return M
