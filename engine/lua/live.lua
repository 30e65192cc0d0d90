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
--
-- Lore that is waited for (lore_words.lua) is watched, too, but is in neither hash: whether it is written by
-- now is nothing that a tap depends on.
local import = ...
local frozen = import "frozen"
local lore_words = import "lore_words"
local text = import "text"
local texts = import "texts"

local M = {}

local WATCHES_MAX = 256 -- UNIT_WATCHES_MAX of the core
local HASH = 8

--- Begins a drawing whose reads count.
function M.begin(T)
    T.lives = T.game.lively and {} or nil
    T.lores = T.config.lore and { shown = {}, watched = {} } or nil
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

local function watches_of(lives, watches)
    for _, key in ipairs(frozen.keys(lives)) do
        local slot = lives[key]
        if (slot.id == "" or not lives[slot.kind .. "/"]) and #watches < 2 * WATCHES_MAX then
            watches[#watches + 1], watches[#watches + 2] = slot.kind, slot.id
        end
    end
end

-- Lore that is not final, behind what the game itself watches.
local function add_lores(lores, watches)
    for _, id in ipairs(frozen.keys(lores.watched)) do
        if #watches < 2 * WATCHES_MAX then
            watches[#watches + 1], watches[#watches + 2] = lore_words.KIND, id
        end
    end
end

--- Ends it: { seal, watches, lores }; nil if nothing was read that may change. `seal` is nil where that is
--- nothing but lore.
function M.finish(T, vars)
    local lives, lores = T.lives, T.lores
    if not lives and not lores then
        return nil
    end
    if lives then
        add_held(T, vars)
    end
    T.lives, T.lores = nil, nil
    local watches = {}
    if lives then
        watches_of(lives, watches)
    end
    if lores then
        add_lores(lores, watches)
    end
    if #watches == 0 and not (lores and lores.shown[1]) then
        return nil
    end
    return { seal = lives and next(lives) and seal(lives) or nil, watches = watches, lores = lores }
end

-- What is seen, without lore: that may be written meanwhile.
local function without(words, lores)
    for _, shown in ipairs(lores and lores.shown or {}) do
        for _, piece in ipairs { shown, texts.strip(shown) } do
            local from, to = words:find(piece, 1, true)
            if from and piece ~= "" then
                words = words:sub(1, from - 1) .. words:sub(to + 1)
            end
        end
    end
    return words
end

--- What stands behind a button's data.
function M.mark(drawn, html, label)
    if not drawn or not drawn.seal then
        return ""
    end
    local seen = without(html, drawn.lores) .. "\0" .. without(label, drawn.lores)
    return (".%s.%s"):format(drawn.seal, text.hash(seen):sub(1, HASH))
end

--- The screen of this lane was drawn so (nil: from nothing live); `kept` remembers whether it watches.
function M.watch(T, lane, kept, drawn)
    local watches = drawn and drawn.watches or {}
    if watches[1] or kept.live then
        T.unit.watch(lane, watches)
        kept.live = watches[1] and true or nil
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
            local like = { seal = "", lores = now and now.lores }
            return M.mark(like, html, button.text):match "(%.%w+)$" == wanted
        end
    end
    return false
end

--- A document is written or dropped.
function M.saved(T, slot)
    if slot.declared and slot.declared.live or slot.kind == lore_words.KIND then
        T.unit.live(slot.kind, slot.id)
    end
end

return M
