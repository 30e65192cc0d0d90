-- Inline mode in a test's world: what is asked of the bot, and cards that are sent into a group.
local import = ...
local cards = import "cards"
local groups = import "testing_groups"
local json = import "json"

local M = {}

--- A call of the Bot API as what reaches players: a sent card that is drawn again; nil for others.
function M.edit(method, params)
    local card = method == "editMessageText" and json.decode(params).card
    return card and { kind = "card", chat = 0, html = card.text, body = card, slot = card.message } or nil
end

--- The words of a fake player about cards; act(self, event, group) plays an event of his.
function M.words(Player, act)
    --- Asks the bot in inline mode; he sees the words of the cards that it offers, and gets them.
    ---@param words string
    ---@return table[] cards { title, about, text, rows }
    function Player:asks(words)
        local doc = self.doc
        self.heard, self.got = {}, {}
        local event = { type = "inline", player = self.id, name = self.name, text = words }
        event.lang = doc and doc.lang or self.lang
        local _, said = self.world:look(event, cards)
        local answer = json.decode(said)
        self.offered = answer.cards
        for _, card in ipairs(answer.cards) do
            self:hear { kind = "card", html = card.text, body = card }
        end
        return answer.cards
    end

    --- Sends a card that he was offered into a group, by its number (the first, if absent).
    ---@param number? integer
    ---@param group? string the only one, if absent
    function Player:chooses(number, group)
        local card = (self.offered or {})[number or 1]
        if not card then
            error(("%s was offered %d cards"):format(self.name, #(self.offered or {})), 2)
        end
        local world = self.world
        world.cards = world.cards + 1
        local id = ("card%d"):format(world.cards)
        groups.join(world, group or true, self)
        groups.put(world, group or true, id, card)
        act(self, { type = "chosen", data = card.id, inline = id }, group or true)
    end
end

return M
