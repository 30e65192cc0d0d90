-- Who is named below a text of lore: its finder, as the reader knows him. Drawing only; discovery.lua has
-- the rest, and says what _pioneer/PLAYER is.
local import = ...
local json = import "json"
local texts = import "texts"

local M = {}

local SEEN_MAX = 8 -- texts without a finder that one turn tells of

--- A player is shown a text: if it has no finder yet, its lane is told of him.
function M.seen(T, doc, id)
    T.found = T.found or {}
    if doc.who or doc.told or not T.player or T.event.private == false or T.found[id] or #T.found == SEEN_MAX then
        return
    end
    T.found[id], T.found[#T.found + 1] = true, id
    T.unit.send("_lore/" .. id, json.encode { type = "lore_seen", id = id, seen_by = T.player.id })
end

-- Once a turn. Waits.
local function pioneer_of(T, id)
    T.pioneers = T.pioneers or {}
    if T.pioneers[id] == nil then
        local body = T.unit.read("_pioneer", id)
        T.pioneers[id] = body and json.decode(body) or false
    end
    return T.pioneers[id]
end

--- Whoever found it, as a name or a text for the reader; nil if nobody did. Waits.
function M.finder(reader, doc)
    if not doc.who then
        return doc.told and texts.new "common.lore.unknown" or nil
    elseif reader.player and doc.who == reader.player.id then
        return texts.new((doc.gold or 0) > 0 and "common.lore.you.paid" or "common.lore.you", { n = doc.gold })
    end
    local pioneer = pioneer_of(reader.turn, doc.who)
    if pioneer and (doc.at or 0) >= pioneer.since then
        return pioneer.name
    end
    return texts.new "common.lore.unknown"
end

return M
