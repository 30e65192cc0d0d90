-- Commands about payments in Stars.
local import = ...
local asking = import "admin_ask"

local M = {}
local ask, number = asking.ask, asking.number

M.commands = {
    payments = {
        role = "admin",
        run = function(T, rest)
            if rest ~= "" and not number(rest) then
                return asking.usage(T, "/payments, /payments 1001")
            end
            ask(T, "payments", { payer = number(rest) })
        end,
    },
    refund = {
        role = "admin",
        run = function(T, rest)
            if not rest:match "^%S+$" then
                return asking.usage(T, "/refund CHARGE")
            end
            ask(T, "payment", { charge = rest, act = "refund" })
        end,
    },
}

local function payment(what)
    return function(T, id)
        ask(T, "payment", { number = id, act = what })
    end
end

M.buttons = {
    role = "admin",
    payments = function(T, before)
        ask(T, "payments", { before = before })
    end,
    paid = payment(nil),
    paid_retry = payment "retry",
    paid_back = payment "refund",
}

return M
