-- Money from Telegram. The core has recorded it by the time this is kept, once for each charge and
-- whatever happens here. Nothing is for sale in this version, so nothing is given for it: the payer is
-- thanked, and the admins who play are told, for they can give it back.
local import = ...
local docs = import "docs"
local json = import "json"
local roles = import "roles"
local texts = import "texts"

local M = {}

local function say(T, chat, text, reader)
    T.unit.push(chat, json.encode { text = T:html(text, reader) })
end

local function tell_admins(T)
    local event = T.event
    local report = texts.new("admin.payment", {
        payer = event.player,
        amount = event.amount,
        currency = event.currency,
        payload = event.payload,
        charge = event.charge,
    })
    for _, id in ipairs(roles.who(T, "admin")) do
        local admin = docs.get(T, "player", id)
        if admin then
            say(T, math.tointeger(tonumber(id)), report, admin)
        end
    end
end

function M.run(T)
    say(T, T.event.chat, texts.new "common.paid", docs.get(T, "player", T.event.player))
    tell_admins(T)
end

return M
