-- Live documents: what a screen was drawn from, so that it is drawn again when that changes, and so that
-- a tap on what is no longer so is refused.
--
-- While a screen is drawn, T.lives collects the documents of live kinds that are read ("kind/id" -> slot)
-- and the live kinds that are looked through ("kind/"). With the screen goes what its player watches; in
-- the data of each button, two hashes:
--
--   s.NONCE.INDEX.SEAL.SEEN     SEAL: of the live documents, SEEN: of the screen's text and the label
--
-- A tap counts if the documents are what they were, or if text and label are still the same: then what
-- has changed is nothing that he saw. (The documents are looked at first, because a text may change by
-- itself, as the minutes that are left do.)
local import = ...
local frozen = import "frozen"
local text = import "text"

local M = {}

local WATCHES_MAX = 256 -- UNIT_WATCHES_MAX of the core
local HASH = 8

--- Begins a drawing whose reads count.
function M.begin(T)
    T.lives = T.game.lively and {} or nil
end

--- A document was got while drawing.
function M.read(T, slot)
    if slot.declared and slot.declared.live then
        T.lives[slot.kind .. "/" .. slot.id] = slot
    end
end

--- A kind was looked through while drawing.
function M.looked(T, kind)
    if T.game.documents[kind].live then
        T.lives[kind .. "/"] = { kind = kind, id = "" }
    end
end

-- Documents that were there before the drawing: those in the scene's vars, and the player's own.
local function add_held(T, vars)
    for _, value in next, vars or {} do
        local slot = type(value) == "table" and T.slot_of[value]
        if slot then
            M.read(T, slot)
        end
    end
    if T.player then
        M.read(T, T.slot_of[T.player])
    end
end

-- A hash of them all as they were read or written last: nothing is changed between that and a drawing.
local function seal(lives)
    local parts = {}
    for _, key in ipairs(frozen.keys(lives)) do
        local slot = lives[key]
        parts[#parts + 1] = key
        parts[#parts + 1] = slot.doc and slot.before or ""
    end
    return text.hash(table.concat(parts, "\0")):sub(1, HASH)
end

--- Ends it: { seal, watches }; nil if nothing live was read.
function M.finish(T, vars)
    local lives = T.lives
    if not lives then
        return nil
    end
    add_held(T, vars)
    T.lives = nil
    if not next(lives) then
        return nil
    end
    local watches = {}
    for _, key in ipairs(frozen.keys(lives)) do
        local slot = lives[key]
        if (slot.id == "" or not lives[slot.kind .. "/"]) and #watches < 2 * WATCHES_MAX then
            watches[#watches + 1], watches[#watches + 2] = slot.kind, slot.id
        end
    end
    return { seal = seal(lives), watches = watches }
end

--- What stands behind a button's data.
function M.mark(drawn, html, label)
    return drawn and (".%s.%s"):format(drawn.seal, text.hash(html .. "\0" .. label):sub(1, HASH)) or ""
end

--- The screen of this lane was drawn so (nil: from nothing live); `kept` remembers whether it watches.
function M.watch(T, lane, kept, drawn)
    if drawn or kept.live then
        T.unit.watch(lane, drawn and drawn.watches or {})
        kept.live = drawn and true or nil
    end
end

--- Is a button as it was seen? `mark`: what stood behind its data; `now`: how the screen was drawn now,
--- its words, and the buttons that it offers.
function M.still(mark, record, now, html, offered)
    if now and now.seal == mark:match "^%.(%w+)" then
        return true
    end
    local wanted = mark:match "(%.%w+)$"
    for _, button in ipairs(offered) do
        if button.record.c == record.c and button.record.e == record.e then
            return M.mark(now or { seal = "" }, html, button.text):match "(%.%w+)$" == wanted
        end
    end
    return false
end

--- A document is written or dropped.
function M.saved(T, slot)
    if slot.declared and slot.declared.live then
        T.unit.live(slot.kind, slot.id)
    end
end

return M
