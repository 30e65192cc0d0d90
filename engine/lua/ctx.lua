-- ctx: all that designers' functions are given. One method a call of the manual's table; each checks
-- its arguments and raises at the caller's line.
local import = ...
local botapi = import "botapi"
local board = import "board"
local docs = import "docs"
local fields = import "fields"
local find = import "find"
local frozen = import "frozen"
local host = import "host"
local json = import "json"
local lore = import "lore"
local posts = import "posts"
local push = import "push"
local quests = import "quests"
local session = import "session"
local texts = import "texts"

local Ctx = {}
local M = {}

local states = host.weak {} -- ctx and its tg -> T, out of scripts' reach

local function reading(ctx, what)
    return states[ctx] or error(("call it with a colon, of the ctx of this turn: ctx:%s(...)"):format(what), 3)
end

local function acting(ctx, what)
    local T = states[ctx]
    if not T then
        error(("call it with a colon, of the ctx of this turn: ctx:%s(...)"):format(what), 3)
    elseif T.drawing then
        local where = T.asked and "an inline command" or "drawing a scene"
        error(("ctx:%s acts, and %s only reads"):format(what, where), 3)
    end
    return T
end

local function known_text(T, key, args, level)
    if type(key) == "table" and T.game.key_of[key] then
        key = T.game.key_of[key]
    end
    local names = type(key) == "string" and T.game.locales:names(key)
    if not names then
        error(("there is no text %s in content/locales"):format(tostring(key)), level + 1)
    end
    texts.fit(names, key, args, level + 1)
    return texts.new(key, args)
end

--- A text by its key, or by a row of content (its name), with arguments; put into words for the reader.
---@param key string|table
---@param args? table<string, any>
---@return Text
function Ctx:t(key, args)
    return known_text(reading(self, "t"), key, args, 2)
end

--- A text at once by content/prompts/KIND.lua: the lore of these facts, or words for waiting, which are
--- swapped for the lore when it is written; without AI the prompt's template. A locale's {x:field} says
--- another field of it. `facts` is a table, or a row of content. Raises for a fact that is missing. Waits.
---@param kind string
---@param facts table
---@return Text
function Ctx:lore(kind, facts)
    local text = lore.text(reading(self, "lore"), kind, facts, 2)
    return text
end

--- Title and stage of each open quest, with `n` and `of`.
---@return Text[]
function Ctx:journal()
    return quests.journal(reading(self, "journal"))
end

local function lead(T, what, scene, vars)
    if T.going then
        error(("ctx:%s to %s after ctx:go to %s in one turn"):format(what, tostring(scene), T.going.scene), 3)
    elseif not T.player then
        error(("ctx:%s without a player"):format(what), 3)
    elseif scene ~= "back" and not T.game.scenes[scene] then
        error(("there is no scene %s"):format(tostring(scene)), 3)
    end
    if T.leaves_alone and session.holds(T, session.top(T)) then
        T:note(T:t("common.busy"))
        return
    end
    T.going = { scene = scene, vars = vars }
end

--- Leads the player to a scene when the turn ends; "back" is where he came from. A second go raises.
---@param scene string
---@param vars? table<string, any>
function Ctx:go(scene, vars)
    lead(acting(self, "go"), "go", scene, vars)
end

--- Posts a scene in the turn's group for everybody, or edits it there; in private it is ctx:go; in an
--- inline command it is one of the cards to choose from.
---@param scene string
---@param vars? table<string, any>
function Ctx:show(scene, vars)
    local T = reading(self, "show")
    if T.asked and not T.game.scenes[scene] then
        error(("there is no scene %s"):format(tostring(scene)), 2)
    elseif T.asked then
        T:show_card(scene, vars, 2)
        return
    end
    acting(self, "show")
    if T.event.private ~= false then
        lead(T, "show", scene, vars)
    elseif not T.game.scenes[scene] then
        error(("there is no scene %s"):format(tostring(scene)), 2)
    else
        posts.show(T, scene, vars)
    end
end

--- A line above the next screen; in an inline command that shows no card, the words of one.
---@param key string|table
---@param args? table<string, any>
function Ctx:note(key, args)
    local T = reading(self, "note")
    if not T.asked then
        acting(self, "note")
    end
    if not T.player and not T.asked then
        error("ctx:note without a player", 2)
    end
    T:note(known_text(T, key, args, 2))
end

--- A message to a player, in his language; `choice` is its button, with the words KEY.ID.
---@param to string
---@param key string
---@param args? table<string, any>
---@param choice? { id: string, go?: string, vars?: table<string, any> }
function Ctx:push(to, key, args, choice)
    local T = acting(self, "push")
    push.send(T, to, known_text(T, key, args, 2), key, choice, 2)
end

--- A document; in one turn the same table each time. Waits.
---@param kind string
---@param id string
---@return Document?
function Ctx:get(kind, id)
    return docs.get(reading(self, "get"), kind, id, 2)
end

--- A new document, its id `fields.id` or fresh; nil, "exists" if there is one. Waits.
---@param kind string
---@param given? table<string, any>
---@return Document?, "exists"?
function Ctx:make(kind, given)
    local T = acting(self, "make")
    given = given or {}
    return docs.make(T, kind, given.id or T.unit.word(16), given, 2)
end

--- Ends a document, with its timers. Raises while it holds gold, and for a player.
---@param doc Document
function Ctx:drop(doc)
    local T = acting(self, "drop")
    local kind, id = docs.name(T, doc, 2)
    if kind == "player" then
        error("a player cannot be dropped", 2)
    elseif (doc.gold or 0) ~= 0 then
        error(("%s %s holds %d gold: pay it out before ctx:drop"):format(kind, id, doc.gold), 2)
    end
    docs.drop(T, doc, 2)
    posts.dropped(T, kind, id)
end

--- At most 200 documents whose fields equal `where`, by `order` ("-field": falling; without one by id),
--- equal ones by id. The fields are declared with index = true. Waits.
---@param kind string
---@param where? table<string, any>
---@param order? string
---@return Document[]
function Ctx:find(kind, where, order)
    local list = find.find(reading(self, "find"), kind, where, order, 2) -- no tail call: the caller's line counts
    return list
end

--- The first ten players by a field with board = true, and those around the turn's player, as texts by
--- `board.row`: its arguments are `place`, `name` and `n`, its form `own` is the player's own line. Waits.
---@param field string
---@return Text[]
function Ctx:board(field)
    local lines = board.list(reading(self, "board"), field, 2)
    return lines
end

local function purse(T, who, level)
    if who == "world" then
        return nil, "world"
    end
    local kind, id = docs.name(T, who, level + 1)
    return who, kind .. "/" .. id
end

--- Gold from document to document, "world" being source and sink; nil, "poor" if there is too little.
---@param from Document|"world"
---@param to Document|"world"
---@param amount integer
---@param why string
---@return true?, "poor"?
function Ctx:pay(from, to, amount, why)
    local T = acting(self, "pay")
    if math.type(amount) ~= "integer" or amount < 0 then
        error(("ctx:pay: a whole amount from 0 on expected, got %s"):format(tostring(amount)), 2)
    end
    local giver, giver_name = purse(T, from, 2)
    local taker, taker_name = purse(T, to, 2)
    if giver and (giver.gold or 0) < amount then
        return nil, "poor"
    end
    if giver then
        giver.gold = (giver.gold or 0) - amount
    end
    if taker then
        taker.gold = (taker.gold or 0) + amount
    end
    if amount > 0 then
        T.unit.pay(giver_name, taker_name, amount, tostring(why or ""))
    end
    return true
end

--- A fresh id.
---@return string
function Ctx:id()
    return acting(self, "id").unit.word(16)
end

--- Sets a document's timer; one of each name a document. "90s", "5m", "8h", "3d" or seconds.
---@param delay string|integer
---@param timer string
---@param doc Document
---@return integer deadline seconds UTC
function Ctx:after(delay, timer, doc)
    local T = acting(self, "after")
    local seconds = fields.seconds(delay)
    if not seconds then
        error(('ctx:after: %s is no delay like "90s", "8h" or seconds'):format(tostring(delay)), 2)
    elseif not T.game.timers[timer] then
        error(("there is no timer %s"):format(tostring(timer)), 2)
    end
    local kind, id = docs.name(T, doc, 2)
    T.unit.timer(kind, id, timer, T.now + seconds)
    return T.now + seconds
end

--- Cancels a document's timer, also if there was none.
---@param timer string
---@param doc Document
function Ctx:cancel(timer, doc)
    local T = acting(self, "cancel")
    if not T.game.timers[timer] then
        error(("there is no timer %s"):format(tostring(timer)), 2)
    end
    local kind, id = docs.name(T, doc, 2)
    T.unit.timer(kind, id, timer, nil)
end

--- A die: 1 to sides.
---@param sides integer
---@return integer
function Ctx:roll(sides)
    local T = acting(self, "roll")
    if math.type(sides) ~= "integer" or sides < 1 then
        error(("ctx:roll: a whole number of sides expected, got %s"):format(tostring(sides)), 2)
    end
    return T.unit.roll(sides)
end

local function weight(entry)
    local value = type(entry) == "table" and entry.weight
    return math.type(value) == "integer" and value or 1
end

--- An entry of a list, by `weight` where entries have one. Raises for an empty list.
---@generic T
---@param list T[]
---@return T
function Ctx:pick(list)
    local T = acting(self, "pick")
    local total = 0
    for _, entry in ipairs(list) do
        total = total + weight(entry)
    end
    if total < 1 then
        error("ctx:pick from an empty list", 2)
    end
    local left = T.unit.roll(total)
    for _, entry in ipairs(list) do
        left = left - weight(entry)
        if left <= 0 then
            return entry
        end
    end
end

--- Tells the player's quests of an event, as content/events.lua declares it; a field `n` counts for n.
--- With `to`, the quests of that player, in a turn of his own.
---@param event string
---@param given? table<string, any>
---@param to? string a player's id
function Ctx:emit(event, given, to)
    local T = acting(self, "emit")
    if to == nil or (T.player and to == T.player.id) then
        return quests.emit(T, event, given or {}, 2)
    elseif type(to) ~= "string" or to == "" then
        error("ctx:emit: `to` is a player's id", 2)
    end
    quests.check(T, event, given or {}, 2)
    local letter = { type = "emit", player = to, event = event, fields = frozen.copy(given or {}) }
    T.unit.send("player/" .. to, json.encode(letter))
end

--- The stage of a quest: its id, "done", or nil before the start.
---@param quest string
---@return string?
function Ctx:stage(quest)
    return quests.stage(reading(self, "stage"), quest, 2)
end

--- Starts a quest at this stage, or moves it there.
---@param quest string
---@param stage string
function Ctx:advance(quest, stage)
    quests.advance(acting(self, "advance"), quest, stage, 2)
end

-- ctx.tg.METHOD(params): any call of the Bot API, checked against its table.
local TELEGRAM = {
    __index = function(tg, method)
        local T = states[tg]
        return function(params)
            if T.drawing then
                error(("ctx.tg.%s acts, and drawing a scene only reads"):format(method), 2)
            end
            local body = frozen.copy(params or {})
            local chat = body.chat_id or (T.player and math.tointeger(tonumber(T.player.id)))
            body.chat_id = body.chat_id or chat
            local text = json.encode(body)
            local reason = botapi.check(method, text)
            if reason then
                error(reason, 2)
            end
            T.unit.call(chat or 0, method, text)
        end
    end,
    __newindex = function()
        error("ctx.tg is read-only", 2)
    end,
    __metatable = false,
}

local META = { __index = Ctx, __metatable = false }

--- Is this one of the words of ctx?
function M.has(name)
    return Ctx[name] ~= nil
end

--- The ctx of a turn.
function M.new(T)
    local tg = setmetatable({}, TELEGRAM)
    local ctx = setmetatable({ now = T.now, tg = tg, player = nil, vars = nil }, META)
    states[ctx], states[tg] = T, T
    T.finish_posts = posts.finish
    return ctx
end

return M
