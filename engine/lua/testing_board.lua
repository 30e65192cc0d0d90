-- What unit.board gives in a test's world, by a walk over all its players.
local import = ...
local frozen = import "frozen"

local M = {}

local TOP, NEAR = 10, 2

local function before(a, b)
    if a.score ~= b.score then
        return a.score > b.score
    elseif a.at ~= b.at then
        return a.at < b.at
    end
    return a.id < b.id
end

-- Of equals the one whose score was written first leads.
local function sorted(world, field, own)
    local rows = { own }
    for _, key in ipairs(frozen.keys(world.docs)) do
        local id = key:match("^player/(.+)$")
        local doc = id and world:get("player", id)
        if doc and doc.name and doc[field] and not (own and own.id == id) then
            rows[#rows + 1] = { id = id, name = doc.name, score = doc[field] }
        end
    end
    for _, row in ipairs(rows) do
        local known = world.reached[field .. "/" .. row.id]
        row.at = known and known.score == row.score and known.at or math.huge
    end
    table.sort(rows, before)
    return rows
end

function M.of(world)
    return function(field, id, name, score)
        local rows = sorted(world, field, id and { id = id, name = name, score = score } or nil)
        local out, own = {}, nil
        for place, row in ipairs(rows) do
            row.place = place
            own = row.id == id and place or own
        end
        for place, row in ipairs(rows) do
            if place <= TOP or (own and math.abs(place - own) <= NEAR) then
                out[#out + 1] = row
            end
        end
        return out
    end
end

--- A turn has written a player.
function M.note(world, id, scores)
    for field, score in next, scores do
        local known = world.reached[field .. "/" .. id]
        if score and (not known or known.score ~= score) then
            world.writes = world.writes + 1
            world.reached[field .. "/" .. id] = { score = score, at = world.writes }
        end
    end
end

return M
