-- The question before a payment: does the bill still stand? It is read-only and no turn (turns.md, rule
-- 15), so all of it counts as drawing, and what it has read is forgotten.
local import = ...
local bills = import "bills"
local ctx = import "ctx"
local json = import "json"
local state = import "state"
local texts = import "texts"

local M = {}

local function stands(T)
    local event = T.event
    local bill = bills.find(T, event)
    if not bill or next(bill.paid) ~= nil or event.amount ~= bill.price then
        return false
    elseif not T:open_player(event.player, false) or T.session.barred then
        return false
    end
    local place, choice, entry = bills.standing(T, bill)
    return choice ~= nil and bills.price(T, place, choice, entry) == bill.price
end

--- Answers by unit.answer(words, refused).
function M.run(game, unit)
    local T = state.new(game, unit, json.decode(unit.event()))
    T.ctx = ctx.new(T)
    T.drawing = true
    local ok = stands(T)
    unit.answer(ok and "" or T:plain(texts.new "common.bill_gone"), not ok)
end

return M
