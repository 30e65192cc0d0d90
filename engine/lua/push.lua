-- A message to a player that is no screen, in his language; perhaps with one button. In his quiet hours
-- it waits (quiet.lua).
--
-- The button is a named action of its own: the document _push/NONCE holds whom it is for and where it
-- leads, and is dropped when it is used. So it works once, however often it is tapped.
local import = ...
local awaiting = import "awaiting"
local docs = import "docs"
local json = import "json"
local quiet = import "quiet"
local session = import "session"
local texts = import "texts"

local M = {}

local NONCE = 12 -- characters

local function button(T, to, key, choice, player)
    local nonce = T.unit.word(NONCE)
    docs.make(T, "_push", nonce, {
        player = to,
        choice = choice.id,
        go = choice.go,
        vars = choice.vars and session.packed(T, choice.vars),
    })
    local label = T:plain(texts.new(("%s.%s"):format(key, choice.id)), player)
    return { { { text = label, data = ("p.%s.0"):format(nonce) } } }
end

--- Raises for a player who has never been here.
function M.send(T, to, text, key, choice, level)
    local player = docs.get(T, "player", to, level + 1)
    if not player then
        error(("ctx:push: there is no player %s"):format(tostring(to)), level + 1)
    end
    local rows = choice and button(T, to, key, choice, player) or nil
    local message = json.encode(awaiting.body(T, player, text, rows))
    if not quiet.keeps(T, player, message) then
        awaiting.send(T, math.tointeger(tonumber(to)), message)
    end
end

--- What a tapped button of a push leads to: {go, vars}, once; nil if it was used or is another's.
function M.take(T, nonce)
    local doc = docs.get(T, "_push", nonce)
    if not doc or doc.player ~= T.player.id then
        return nil
    end
    docs.drop(T, doc)
    return doc
end

return M
