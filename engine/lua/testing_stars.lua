-- Stars in a test's world: bills that reach fake players, the question before a payment, payments,
-- refunds, and what the database makes sure of: a payment is credited once, and given back once.
local import = ...
local checkout = import "checkout"
local frozen = import "frozen"
local json = import "json"
local text = import "text"

local M = {}

--- A call of the Bot API as what reaches the player, or nil: bills alone are shown.
function M.bill(chat, method, params)
    if method ~= "sendInvoice" then
        return nil
    end
    local bill = json.decode(params)
    local html = text.escape(bill.title .. "\n" .. bill.description)
    return { kind = "bill", chat = chat, html = html, body = {}, bill = bill }
end

--- Was this mark (work.charge) set before? Then what says it again is no turn.
function M.again(world, work)
    local mark = work.charge
    local done = mark and world.charges[mark.charge]
    if not mark or mark.how == "refused" then
        return false
    elseif done == mark.how or done == "refunded" then
        return true
    end
    world.charges[mark.charge] = mark.how
    return false
end

local function event_of(kind, charge, bill)
    return {
        type = kind,
        charge = charge,
        payload = bill.payload,
        currency = bill.currency,
        amount = bill.prices[1].amount,
    }
end

--- The words of a fake player about Stars; act(self, event) plays an event of his.
function M.words(Player, act)
    --- Pays the open bill. False: it was refused, with words that he sees.
    ---@return boolean
    function Player:pays()
        local bill = self.bill
        if not bill then
            error(("%s has no bill to pay"):format(self.name), 2)
        end
        local ask = event_of("checkout", nil, bill)
        ask.player, ask.lang, ask.private = self.id, self.lang, false
        local why = self.world:look(ask, checkout)
        if why then
            self.heard, self.got = { text.escape(why) }, {}
            return false
        end
        local count = #self.payments + 1
        local paid = event_of("payment", ("charge-%s-%d"):format(self.id, count), bill)
        self.bill, self.payments[count] = nil, paid
        act(self, frozen.copy(paid))
        return true
    end

    --- Telegram gives his last payment back.
    function Player:refunded()
        local last = self.payments[#self.payments]
        if not last then
            error(("%s has paid nothing"):format(self.name), 2)
        end
        local event = frozen.copy(last)
        event.type = "refund"
        act(self, event)
    end
end

return M
