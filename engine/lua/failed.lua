-- After a script has failed: a polite word to the player, and the report to him who can mend it. Uses
-- nothing of the game but its words, so that it works when the game does not.
local import = ...
local asking = import "admin_ask"
local ctx = import "ctx"
local docs = import "docs"
local json = import "json"
local paid = import "paid"
local state = import "state"
local texts = import "texts"

local M = {}

function M.run(game, unit)
    local event = json.decode(unit.event())
    -- An act on a player that failed is the news of who acted.
    local id = event.by or event.player or (event.kind == "player" and event.id)
    local chat = id and math.tointeger(tonumber(id))
    if event.type == "redraw" then -- he has done nothing, and looks on when he does something
        return unit.watch(event.lane, {})
    end
    local T = state.new(game, unit, event)
    local renamed = game.renamed.timers
    local timer = event.type == "timer" and game.timers[renamed and renamed[event.name] or event.name]
    if timer and not T:begin(timer) then
        return -- he has been told often enough
    end
    T.ctx = ctx.new(T)
    if event.ticket then
        return asking.answer(T, "trouble", { reason = unit.report() or "" })
    elseif not chat or event.private == false then
        return
    end
    T.player = docs.get(T, "player", id) or { id = id }
    local lines = { texts.new(event.type == "payment" and "common.paid" or "common.failed") }
    if event.type == "payment" then
        paid.tell_admins(T, "a script failed")
    end
    if T:may "designer" then
        lines[2] = texts.new("common.failed.report", { report = unit.report() or "" })
    end
    unit.push(chat, json.encode { text = T:html(lines, T.player) })
end

return M
