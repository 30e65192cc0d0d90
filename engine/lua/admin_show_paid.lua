-- The answers about payments in Stars, as HTML and rows of buttons: a part of admin_show.lua. What a
-- payment was for stands in the document of its bill.
local import = ...
local docs = import "docs"
local draw = import "admin_draw"

local M = {}
local button, line = draw.button, draw.line

local IN_ROW = 4
local WHY_MAX = 300

local function state_of(row)
    if row.refunded then
        return "refunded"
    elseif row.refund then
        return "refund"
    end
    return row.credited and "credited" or "open"
end

-- "patron.boyar", or the payload of a bill that is not ours.
local function thing_of(T, row)
    local nonce = row.payload:match "^b%.([%w_-]+)$"
    local bill = nonce and docs.get(T, "_bill", nonce)
    if not bill then
        return row.payload
    end
    local parts = { bill.scene, bill.choice, bill.e and tostring(bill.e) }
    return table.concat(parts, ".")
end

local function words_of(T, row)
    row.thing, row.state = thing_of(T, row), T:t("admin.paid." .. state_of(row))
    return row
end

function M.payments(T, event)
    local lines, rows = { line(T, "admin.paid.title") }, {}
    for _, row in ipairs(event.rows or {}) do
        lines[#lines + 1] = line(T, "admin.paid.line", words_of(T, row))
        local last = rows[#rows]
        if not last or #last == IN_ROW then
            last = {}
            rows[#rows + 1] = last
        end
        last[#last + 1] = button(T, "admin.paid.see", row, "paid", row.number)
    end
    if #rows == 0 then
        lines[2] = line(T, "admin.paid.none")
    elseif event.more and event.payer == 0 then
        rows[#rows + 1] = { button(T, "admin.older", nil, "payments", event.rows[#event.rows].number) }
    end
    return table.concat(lines, "\n\n"), rows
end

local function acts(T, row)
    local buttons = {}
    local state = state_of(row)
    if state == "open" then
        buttons[1] = button(T, "admin.paid.retry", nil, "paid_retry", row.number)
    end
    if state == "open" or state == "credited" then
        buttons[#buttons + 1] = button(T, "admin.paid.give_back", { n = row.amount }, "paid_back", row.number)
    end
    return buttons[1] and { buttons } or nil
end

function M.payment(T, event)
    local row = event.rows and event.rows[1]
    if not row then
        return line(T, "admin.paid.gone")
    elseif event.act ~= "" then
        return line(T, event.done and "admin.paid.did." .. event.act or "admin.paid.late", words_of(T, row))
    end
    local lines = { line(T, "admin.paid.whole", words_of(T, row)) }
    if row.refused then
        lines[2] = line(T, "admin.paid.why", { why = draw.head(row.refused, WHY_MAX) })
    end
    return table.concat(lines, "\n"), acts(T, row)
end

return M
