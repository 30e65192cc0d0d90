-- The turn of a text, in the lane "_lore/ID": its live document becomes what the pipeline
-- (engine/lore) has settled, or what players are to see meanwhile. Whoever looks at it is drawn again.
--
--   { id, row, revision, state, text, discoverer, discovered }   what the database has of it
--   { id, slow = true }                                           it is being written
--   { id, none = WHY, till, prompt }                              the template, for now
--
-- What comes late or twice changes nothing: a revision takes the place of an older one only, and what is
-- said meanwhile never that of a text.
local import = ...
local discovery = import "discovery"
local docs = import "docs"
local frozen = import "frozen"
local json = import "json"
local lore_words = import "lore_words"

local M = {}

local FINAL = { hidden = "hidden", given_up = "given_up" }

local function set(T, id, fields)
    local doc = docs.get(T, lore_words.KIND, id)
    if not doc then
        return docs.make(T, lore_words.KIND, id, fields)
    end
    discovery.keep(fields, doc)
    for _, key in ipairs(frozen.keys(doc)) do
        doc[key] = key == "id" and id or nil
    end
    for key, value in next, fields do
        doc[key] = value
    end
    return doc
end

local function settled(event)
    local fields = { row = event.row, revision = event.revision }
    if FINAL[event.state] or not event.text then
        fields.none = FINAL[event.state] or "given_up"
        return fields
    end
    fields.text = event.text
    fields.who, fields.at = event.discoverer, event.discovered
    return fields
end

local function meanwhile(event)
    if event.slow then
        return { slow = true }
    end
    return { none = event.none, till = event.till, prompt = event.prompt }
end

--- Runs the turn.
function M.run(T)
    local event = T.event
    local doc = docs.get(T, lore_words.KIND, event.id)
    if event.revision then
        if not doc or (doc.revision or 0) < event.revision then
            discovery.published(T, set(T, event.id, settled(event)))
        end
        T.unit.effect("lore", json.encode { row = event.row, revision = event.revision })
    elseif not doc or not doc.revision and not (event.slow and doc.none) then
        set(T, event.id, meanwhile(event))
    end
    docs.save(T, true)
end

return M
