-- Any player may report a text of his screen: /report, which leaves the game's screens as they are. It
-- draws the open scene once more, for the engine alone, and offers what the scribe has written of it: a
-- button for each text, "r.NONCE.INDEX". The list stands in the session, so that an old button means what
-- it meant; a report counts once a player and text, which the store sees to.
local import = ...
local draw = import "admin_draw"
local frozen = import "frozen"
local json = import "json"
local offer = import "offer"
local screen = import "screen"
local session = import "session"
local texts = import "texts"

local M = {}

local OFFERED_MAX = 8
local LABEL_MAX = 40
local NONCE = 8

local function tell(T, words, rows)
    T.unseen = true -- the game's screens stay as they are
    T:say(words, rows)
end

-- The ids of the texts that his screen shows now, in order.
local function shown(T)
    local top = session.top(T)
    if not top or not session.vars(T, top) then
        return {}
    end
    T:draw(function()
        local seen = screen.words(T, top)
        return seen and not seen.aside and offer.list(T, top)
    end)
    local ids = {}
    for _, id in ipairs(frozen.keys(T.lore_docs or {})) do
        local doc = T.lore_docs[id]
        if doc and doc.text and #ids < OFFERED_MAX then
            ids[#ids + 1] = id
        end
    end
    return ids
end

local function label(T, id)
    local words = T.lore_docs[id].text
    local first = words.name or words.title or words.text or words[frozen.keys(words)[1]]
    return draw.head(first, LABEL_MAX)
end

--- /report
function M.ask(T)
    local ids = shown(T)
    if #ids == 0 then
        return tell(T, texts.new "common.report.none")
    end
    local nonce, rows = T.unit.word(NONCE), {}
    for i, id in ipairs(ids) do
        rows[i] = { { text = "⚑ " .. label(T, id), data = ("r.%s.%d"):format(nonce, i) } }
    end
    T.session.reports = { nonce = nonce, ids = ids }
    tell(T, texts.new "common.report.which", rows)
end

--- A button of that list. False: it is not from the newest.
function M.tapped(T, nonce, index)
    local list = T.session.reports
    local id = list and list.nonce == nonce and list.ids[index]
    if not id then
        return false
    end
    T.unseen = true
    T.unit.effect("admin", json.encode { ["do"] = "lore_report", player = T.player.id, id = id })
    T.unit.answer(T:plain(texts.new "common.report.thanks"), false)
    return true
end

return M
