-- Bills for Stars: what a choice with a price asks before it runs.
--
--   tap -> the document _bill/NONCE, and an invoice whose payload is "b.NONCE"
--   pre-checkout -> does the bill still stand? (checkout.lua)    paid, given back -> paid.lua
--
-- A bill holds { player, scene, choice, e = entry, vars, stamp, price, paid = { [charge] = state } }.
-- Of bills that nobody has paid a player keeps the newest OPEN_MAX; one that is paid is never dropped,
-- for its payment may be given back at any time.
local import = ...
local docs = import "docs"
local json = import "json"
local offer = import "offer"
local session = import "session"
local text = import "text"
local texts = import "texts"

local M = {}

local NONCE = 16 -- characters
local OPEN_MAX = 8
local PRICE_MAX = 10000
local TITLE_MAX = 32 -- characters, as Telegram has them
local ABOUT_MAX = 255

--- Raises unless this is a price; `what` names the choice.
function M.check_price(what, price)
    if math.type(price) ~= "integer" or price < 1 or price > PRICE_MAX then
        error(("%s: `stars` is a whole number from 1 to %d, not %s"):format(what, PRICE_MAX, tostring(price)), 0)
    end
    return price
end

--- What the choice costs now.
function M.price(T, top, choice, entry)
    local price = choice.stars
    if type(price) == "function" then
        price = T:draw(function()
            return choice.stars(T:enter_vars(top), entry)
        end)
    end
    return M.check_price(("scene %s, choice %s"):format(top.scene, choice.id), price)
end

local function cut(words, most)
    if text.length(words) <= most then
        return words
    end
    return words:sub(1, utf8.offset(words, most) - 1) .. "…"
end

local function keep(T, nonce)
    local open = T.session.bills or {}
    open[#open + 1] = nonce
    if #open > OPEN_MAX then
        local oldest = docs.get(T, "_bill", table.remove(open, 1))
        if oldest and next(oldest.paid) == nil then
            docs.drop(T, oldest)
        end
    end
    T.session.bills = open
end

local function invoice(T, top, choice, entry, bill)
    local scene = T.game.scenes[top.scene]
    local words = T:draw(function()
        return offer.words(T:enter_vars(top), scene, choice, entry)
    end)
    local title = T:plain(words)
    return {
        chat_id = math.tointeger(tonumber(bill.player)),
        title = cut(title, TITLE_MAX),
        description = cut(T:plain(texts.new(("%s.%s.about"):format(scene.id, choice.id))), ABOUT_MAX),
        payload = "b." .. bill.id,
        provider_token = "",
        currency = "XTR",
        prices = { { label = cut(title, TITLE_MAX), amount = bill.price } },
    }
end

--- Sends the turn's player the bill for a choice that he has tapped.
function M.send(T, top, choice, entry)
    local nonce = T.unit.word(NONCE)
    local bill = docs.make(T, "_bill", nonce, {
        player = T.player.id,
        scene = top.scene,
        choice = choice.id,
        e = offer.entry_id(entry),
        vars = session.packed(T, session.vars(T, top)),
        stamp = top.post and 0 or top.stamp,
        price = M.price(T, top, choice, entry),
        paid = {},
    })
    keep(T, nonce)
    T.unit.call(math.tointeger(tonumber(T.player.id)), "sendInvoice", json.encode(invoice(T, top, choice, entry, bill)))
end

--- The bill that an invoice's payload names, if it is this player's; else nil. Waits.
function M.find(T, event)
    local nonce = tostring(event.payload):match "^b%.([%w_-]+)$"
    local bill = nonce and docs.get(T, "_bill", nonce)
    return bill and bill.player == event.player and event.currency == "XTR" and bill or nil
end

-- Where it was tapped: the place on the player's path, if he has not left it, else one of its own.
local function place_of(T, bill)
    local renamed = T.game.renamed.scenes
    local scene = renamed and renamed[bill.scene] or bill.scene
    for _, top in ipairs(T.session.path) do
        if top.stamp == bill.stamp and top.scene == scene then
            return top
        end
    end
    return { scene = scene, vars = bill.vars, stamp = bill.stamp }
end

--- What the bill is for, as it stands now: place, choice, entry. Choice nil: it is gone.
function M.standing(T, bill)
    local place = place_of(T, bill)
    local scene = T.game.scenes[place.scene]
    local known = scene and scene.choices[bill.choice]
    if not known or not known.stars then
        return place
    end
    local choice, entry = offer.find(T, place, { c = bill.choice, e = bill.e })
    return place, choice, entry
end

--- The choice itself, whether it is offered or not, and the entry: as it is listed now, or its id.
function M.sold(T, bill)
    local place = place_of(T, bill)
    local scene = T.game.scenes[place.scene]
    local choice = scene and scene.choices[bill.choice]
    if not choice then
        return place
    end
    if not T:begin(scene) then
        error(("scene %s is set aside, since it failed again and again: /retry when it is mended"):format(scene.id), 0)
    end
    return place, choice, choice.each and (offer.entry(T, place, choice, bill.e) or bill.e) or nil
end

return M
