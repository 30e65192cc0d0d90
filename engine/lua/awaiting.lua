-- Messages that are no screen and say something that is still being written: they complete themselves.
--
--   _await/NONCE   { player, text, rows }   text: as lore_words.pack has it
--
-- Such a push is a screen slot of its own, NONCE, in the player's chat, and its lane "_await/NONCE" watches
-- the lore: when that comes the message is edited where it stands, however far it has scrolled away.
-- With the last of it the document goes.
local import = ...
local docs = import "docs"
local json = import "json"
local lore_words = import "lore_words"

local M = {}

local KIND = "_await"
local NONCE = 12 -- characters

M.LANE = KIND .. "/"

local function words(T, player, value)
    return lore_words.gather(T, function()
        return T:html(value, player)
    end)
end

--- A message for a player: its body, from a text, and the rows of its buttons.
function M.body(T, player, value, rows)
    if not T.config.lore then
        return { text = T:html(value, player), rows = rows }
    end
    local html, lores = words(T, player, value)
    local body = { text = html, rows = rows }
    if lore_words.watches(lores) then
        body.await = T.unit.word(NONCE)
        docs.make(T, KIND, body.await, { player = player.id, text = lore_words.pack(value), rows = rows })
    end
    return body
end

local function show(T, nonce, again)
    local doc = docs.get(T, KIND, nonce)
    local player = doc and docs.get(T, "player", doc.player)
    if not player or not player.name and not player.lang then -- erased
        T.unit.watch(M.LANE .. nonce, {})
        return doc and docs.drop(T, doc)
    end
    local html, lores = words(T, player, lore_words.unpack(T.game, doc.text))
    local body = json.encode { text = html, rows = doc.rows, quiet = again or nil }
    if doc.shown ~= html then
        doc.shown = html
        T.unit.screen(math.tointeger(tonumber(doc.player)), nonce, body)
    end
    local watches = lore_words.watches(lores)
    T.unit.watch(M.LANE .. nonce, watches or {})
    if not watches then
        docs.drop(T, doc)
    end
end

--- Sends a body, as JSON text, that M.body gave: perhaps some time ago.
function M.send(T, chat, message)
    local body = message:find('"await"', 1, true) and json.decode(message)
    if body and body.await then
        return show(T, body.await, false)
    end
    T.unit.push(chat, message)
end

--- Something that the message waits for has changed.
function M.redraw(T, nonce)
    show(T, nonce, true)
end

return M
