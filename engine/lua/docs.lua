-- The documents of one turn: read once, the same table each time, changed by assignment, written at
-- the end if they differ from what was read.
--
-- A turn's state T has T.docs: "kind/id" -> slot {kind, id, own, doc, before, declared}, T.slots: the same in
-- the order of their reading, T.slot_of: doc -> slot, T.gone: dropped doc -> slot. Kinds that begin with
-- "_" are the engine's own and have no declared fields.
local import = ...
local audit = import "audit"
local board = import "board"
local fields = import "fields"
local frozen = import "frozen"
local index = import "index"
local json = import "json"
local live = import "live"

local M = {}
local OWN = ("_"):byte()

local function declared(T, kind, level)
    local found = T.game.documents[kind]
    if not found then
        error(("there is no content/documents/%s.lua"):format(tostring(kind)), level + 1)
    end
    return found
end

-- `body`: as it is kept, nil for a new one. JSON is canonical: unless defaults are filled in, or old
-- names of content led to the new ones, the document as it is now would be written so.
local function open(T, slot, doc, body)
    local filled = slot.declared and fields.fill_in(slot.declared.defaults, doc)
    if slot.declared and slot.declared.rename then
        slot.declared.rename(doc)
        filled = true
    end
    doc.id = slot.id
    slot.doc = doc
    slot.before = body and filled and json.encode(doc) or body
    T.slot_of[doc] = slot
end

local function load(T, name, kind, id, found)
    local own = kind:byte() == OWN
    local slot = { kind = kind, id = id, own = own, declared = found, doc = nil, before = nil, dropped = nil }
    local body = T.unit.read(kind, id)
    if body then
        open(T, slot, json.decode(body), body)
    elseif found and found.always then
        open(T, slot, {})
        slot.before = json.encode(slot.doc)
    end
    T.docs[name] = slot
    T.slots[#T.slots + 1] = slot
    return slot
end

local function slot_of(T, kind, id, level)
    local name = kind .. "/" .. id
    local known = T.docs[name]
    if known then
        return known
    end
    local found = kind:byte() ~= OWN and declared(T, kind, level + 1) or nil
    return load(T, name, kind, id, found)
end

--- The document, or nil. Waits.
function M.get(T, kind, id, level)
    if type(kind) ~= "string" or type(id) ~= "string" or id == "" then
        error("a document is got by kind and text id", (level or 1) + 1)
    end
    local slot = slot_of(T, kind, id, (level or 1) + 1)
    if T.lives then
        live.read(T, slot)
    end
    return slot.doc
end

--- A new document, or nil, "exists". Waits.
function M.make(T, kind, id, given, level)
    level = (level or 1) + 1
    local slot = slot_of(T, kind, id, level)
    if slot.doc then
        return nil, "exists"
    end
    for _, name in ipairs(frozen.keys(given)) do
        if slot.declared and name ~= "id" and not slot.declared.fields[name] then
            error(("%s declares no field %s"):format(slot.declared.path, tostring(name)), level)
        end
    end
    slot.dropped = nil
    open(T, slot, frozen.copy(given))
    return slot.doc
end

function M.drop(T, doc, level)
    local slot = T.slot_of[doc]
    if not slot then
        error("this is no document of this turn", (level or 1) + 1)
    end
    slot.dropped, slot.doc = true, nil
    T.slot_of[doc], T.gone[doc] = nil, slot
end

--- kind and id of a document; raises if it is none.
function M.name(T, doc, level)
    local slot = type(doc) == "table" and T.slot_of[doc]
    if not slot then
        error("a document is expected here", (level or 1) + 1)
    end
    return slot.kind, slot.id
end

-- What is wrong with a field of a document, or nil.
local function wrong(T, slot, name, value)
    local known = slot.declared.fields[name]
    if not known then
        return ("%s declares no field %s, which a script has set"):format(slot.declared.path, tostring(name))
    end
    local reason = fields.check(known, value, T.game.has)
    return reason and ("%s: %s of %s: %s"):format(slot.declared.path, name, slot.id, reason)
end

local function check(T, slot)
    for name, value in next, slot.doc do
        if name ~= "id" and wrong(T, slot, name, value) then
            for _, first in ipairs(frozen.keys(slot.doc)) do -- a turn that is run again says the same
                local reason = first ~= "id" and wrong(T, slot, first, slot.doc[first])
                if reason then
                    error(reason, 0)
                end
            end
        end
    end
end

local function save_one(T, slot)
    if slot.dropped then
        T.unit.drop(slot.kind, slot.id)
        if T.act and slot.declared then
            audit.saved(T, slot, slot.before, nil)
        end
        if slot.declared and slot.declared.indexed then
            T.unit.index(slot.kind, slot.id, {})
        end
        live.saved(T, slot)
    elseif slot.doc then
        slot.doc.id = slot.id
        local body = json.encode(slot.doc)
        if body ~= slot.before then
            if slot.declared then
                check(T, slot)
                if T.act then
                    audit.saved(T, slot, slot.before, body)
                end
            end
            T.unit.write(slot.kind, slot.id, body)
            local indexed = slot.declared or T.game.hidden[slot.kind]
            if indexed and indexed.indexed then
                T.unit.index(slot.kind, slot.id, index.entry(indexed, slot.doc))
            end
            if slot.declared and slot.declared.boards then
                board.saved(T, slot)
            end
            live.saved(T, slot)
            slot.before = body
        end
    end
end

--- Writes what has changed: the game's documents before drawing, the engine's own after it.
function M.save(T, own)
    for i = 1, #T.slots do
        local slot = T.slots[i]
        if slot.own == own then
            save_one(T, slot)
        end
    end
end

--- Raises if drawing has changed a document.
function M.check_drawn(T)
    for _, slot in ipairs(T.slots) do
        if slot.declared and slot.doc and slot.before ~= json.encode(slot.doc) then
            error(("drawing a scene must not change a document, but %s %s has changed"):format(slot.kind, slot.id), 0)
        end
    end
end

return M
