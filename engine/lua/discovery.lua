-- Who found a text of lore first: named where it is shown, counted, rewarded once.
--
--   turn of the lane "_lore/ID", which writes the text --letter--> turn of its finder (pioneers.lua)
--
-- The letter is sent in the transaction that makes the text visible for the first time (the document
-- remembers it: `told`), so it comes exactly once, whatever is done to the text later. A text that was
-- written before anybody asked (a canon, say) has no finder: whoever sees it first is (finders.lua). Texts
-- of a prompt with finder = false are nobody's: neither named nor counted nor paid.
--
-- The name stands in a document of its own, _pioneer/PLAYER, { name, since }: readers of a text do not
-- read the finder's own document, which changes with everything that he does. An erased player's is
-- dropped; should he come back, what he had found before `since` stays an unknown wanderer's.
--
-- content/lore.lua: reward = { gold = 3 }. A player's field `discoveries` counts what he found; it is a
-- board (ctx:board "discoveries").
local import = ...
local docs = import "docs"
local json = import "json"

local M = {}

local function gold_of(T)
    return T.game.lore.reward.gold or 0
end

-- The finder's name, as others may read it from now on.
local function note(T, id, at)
    local player = docs.get(T, "player", id)
    if not player or not player.name then
        return
    end
    local pioneer = docs.get(T, "_pioneer", id) or docs.make(T, "_pioneer", id, { since = at })
    pioneer.name = player.name
end

--- What stays of a live document when a newer revision takes its place.
function M.keep(fields, doc)
    fields.told, fields.gold = doc.told, doc.gold
    if doc.claimed then
        fields.who, fields.at, fields.claimed = doc.who, doc.at, true
    end
end

--- Does nobody find texts of this document's kind? Ambience and what each day has anew (finder = false).
local function is_unfound(T, doc)
    local prompt = T.game.prompts[doc.id:match "^(.-)%."]
    return prompt ~= nil and prompt.def.finder == false
end

--- The live document of a text has its words: the first time, its finder hears of it.
function M.published(T, doc)
    if doc.told or not doc.text or not doc.who or is_unfound(T, doc) then
        return
    end
    doc.told, doc.gold = true, gold_of(T)
    doc.at = doc.at or T.now
    note(T, doc.who, doc.at)
    local letter = { type = "discovery", player = doc.who, lore = doc.id, gold = doc.gold }
    T.unit.send("player/" .. doc.who, json.encode(letter))
end

--- In the text's lane: whoever saw it first.
function M.claim(T)
    local doc = docs.get(T, "_lore", T.event.id)
    if not doc or not doc.text or doc.who or doc.told then
        return
    end
    doc.who, doc.at, doc.claimed = T.event.seen_by, T.now, true
    M.published(T, doc)
    docs.save(T, true)
end

--- A player is forgotten.
function M.forget(T, id)
    local pioneer = docs.get(T, "_pioneer", id)
    if pioneer then
        docs.drop(T, pioneer)
    end
end

return M
