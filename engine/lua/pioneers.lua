-- The finder of a text: his turn, when the text is there, and the hall of those who found most.
-- discovery.lua has who is a finder, and why his letter comes once.
local import = ...
local board = import "board"
local screen = import "screen"
local session = import "session"
local texts = import "texts"

local M = {}

local function is_shown(T, id)
    return T.lore_docs ~= nil and T.lore_docs[id] ~= nil
end

--- The finder's own turn: counted and paid. If his screen does not show the text any more, he is told.
function M.receive(T)
    local event = T.event
    if not T:open_player(event.player, false) or not session.top(T) then
        return -- he has been erased
    end
    T.player.discoveries = (T.player.discoveries or 0) + 1
    if event.gold > 0 then
        T.ctx:pay("world", T.player, event.gold, "discovery")
    end
    T.unasked = true
    session.leave_gone(T)
    screen.finish(T, false)
    if not is_shown(T, event.lore) then
        T:note(texts.new(event.gold > 0 and "common.lore.found.paid" or "common.lore.found", { n = event.gold }))
        screen.finish(T, true)
    end
end

--- /pioneers
function M.list(T)
    local rows = board.list(T, "discoveries", 1)
    local words = texts.new "common.pioneers.none"
    if #rows > 0 then
        words = { texts.new "common.pioneers.title", "", table.unpack(rows) }
    end
    T.unseen = true
    T:say(words)
end

return M
