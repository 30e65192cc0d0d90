-- Money from Telegram. The core records a payment with the turn that tells of it, once for each charge
-- and whatever happens here (rule 15). Then what it was for is carried out, once a payment, with the
-- payment marked as credited in the same commit; and is undone, once a refund.
--
-- What cannot be given (a bill of another program, a choice that is gone) is no mistake of the payer:
-- the payment stays open, he is thanked, and the admins are told, who try it again or give it back.
local import = ...
local bills = import "bills"
local docs = import "docs"
local json = import "json"
local offer = import "offer"
local roles = import "roles"
local screen = import "screen"
local session = import "session"
local texts = import "texts"

local M = {}

local DONE, UNDONE, BACK = "done", "undone", "back" -- of a charge: given, taken back, never given

local function say(T, chat, text, reader)
    T.unit.push(chat, json.encode { text = T:html(text, reader) })
end

--- Tells the admins who play of a payment that waits for them.
function M.tell_admins(T, why)
    local event = T.event
    local report = texts.new("admin.payment", {
        payer = event.player,
        amount = event.amount,
        currency = event.currency,
        payload = event.payload,
        charge = event.charge,
        why = why,
    })
    for _, id in ipairs(roles.who(T, "admin")) do
        local admin = docs.get(T, "player", id)
        if admin then
            say(T, math.tointeger(tonumber(id)), report, admin)
        end
    end
end

local function leave_open(T, why)
    T.unit.paid(T.event.charge, "refused", why)
    say(T, T.event.chat, texts.new "common.paid", docs.get(T, "player", T.event.player))
    M.tell_admins(T, why)
end

-- The payer, where he stands; nil: he has never been here.
local function enter(T)
    if not T:open_player(T.event.player, false) then
        return nil
    end
    if not session.top(T) then
        session.arrive(T, T.game.init.start)
        session.follow(T)
    end
    session.leave_gone(T)
    return T.player
end

-- Who may not play gets what he has paid for all the same, and sees it later.
local function finish(T)
    T.unseen = T.session.barred ~= nil
    session.follow(T)
    screen.finish(T, true)
end

-- He may have gone on since he tapped: then nothing leads him out of what he has begun.
local function carry_out(T, place, choice, entry)
    local here = place == session.top(T)
    T.leaves_alone = not here
    offer.carry_out(T, place, choice, entry)
    T.leaves_alone = false
    if not here and T.going and (T.going.scene == "back" or session.holds(T, session.top(T))) then
        T.going = nil
    end
end

--- A payment: what was paid for is carried out.
function M.run(T)
    local event = T.event
    local bill = bills.find(T, event)
    if not bill or event.amount ~= bill.price or not enter(T) then
        return leave_open(T, "no bill of this bot")
    elseif bill.paid[event.charge] then
        return nil -- an admin has tried again what was done already, or given back
    end
    local place, choice, entry = bills.standing(T, bill)
    if not choice then
        return leave_open(T, ("scene %s: choice %s is not offered"):format(bill.scene, bill.choice))
    end
    bill.paid[event.charge] = DONE
    T.unit.paid(event.charge, "credited")
    carry_out(T, place, choice, entry)
    finish(T)
end

--- A refund that Telegram has refused: the payment is as it was, and the admins are told.
function M.kept(T)
    M.tell_admins(T, "Telegram refuses to give it back: /payments says why")
end

local function undo(T, bill)
    local place, choice, entry = bills.sold(T, bill)
    if choice and choice.undo then
        choice.undo(T:enter_vars(place), entry)
    end
    return not choice and ("scene %s: choice %s is gone, nothing was undone"):format(bill.scene, bill.choice) or nil
end

--- A payment that was given back, as Telegram tells or the till has seen to: what was given is undone.
function M.refund(T)
    local event = T.event
    local bill = bills.find(T, event)
    local state = bill and bill.paid[event.charge]
    if state == UNDONE or state == BACK then
        return nil
    end
    local known = enter(T)
    local why
    if bill then
        bill.paid[event.charge] = state == DONE and UNDONE or BACK
        why = state == DONE and known and undo(T, bill) or nil
    end
    T.unit.paid(event.charge, "refunded", why)
    if known then
        T:note(texts.new("common.refunded", { n = event.amount }))
        finish(T)
    end
end

return M
