-- The world of the designers' tests: fake players, without database or Telegram.
--
-- It stands in for the unit of work (bind/unit.c): documents and timers in tables, one turn at a time,
-- nothing kept of a turn that raises. So a test plays the same turns as the engine does. tests.lua runs
-- the tests in it, wander.lua lets random players walk in it, simulate.lua plays months in it.
local import = ...
local due = import "due"
local cards = import "testing_cards"
local boards = import "testing_board"
local fields = import "fields"
local find = import "find"
local frozen = import "frozen"
local groups = import "testing_groups"
local host = import "host"
local json = import "json"
local lore = import "testing_lore"
local player = import "player"
local stars = import "testing_stars"
local text = import "text"
local turn = import "turn"

local World = {}
World.__index = World

local M = {}

local START = 1767600000 -- 5 January 2026, 08:00 UTC: each test begins on the same morning
local FIRST_ID = 1001

local SEEDS = 2147483646

-- A small generator (Park and Miller's minimal standard), so that a test repeats.
local function random(world, bound)
    world.seed = world.seed * 48271 % 2147483647
    return world.seed % bound + 1
end
M.random = random

local LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_"

--- A world without players. `seed`: of its dice and ids.
function M.world(game, seed)
    return setmetatable({
        game = game,
        docs = {},
        timers = due.new(),
        now = START,
        seed = (seed - 1) % SEEDS + 1,
        first_seed = seed,
        dice_queue = {},
        dice_by = {},
        players = {},
        sessions = {},
        aside = {},
        reached = {},
        writes = 0,
        charges = {},
        watches = {},
        groups = {},
        cards = 0,
        next_id = FIRST_ID,
        audit = {},
        wants = {},
        written = 0,
        config = { roles = {}, everyone_owner = false, strict = true, lore = nil }, -- roles: world:role
    }, World)
end

-- What reached a player: { kind = "screen", "post" (in a group), "push", "answer" or "bill", html, body, noted }.
local function deliver(world, work, noted)
    for _, out in ipairs(work.out) do
        out.noted = noted
        groups.deliver(world, out)
    end
end

local function apply(world, work)
    table.move(work.audit, 1, #work.audit, #world.audit + 1, world.audit)
    table.move(work.wants, 1, #work.wants, #world.wants + 1, world.wants)
    if world.watch then
        world.watch:turn(world, work)
    end
    for _, rank in ipairs(work.ranks) do
        boards.note(world, rank.id, rank.scores)
    end
    for key, body in next, work.docs do
        world.docs[key] = body or nil
    end
    for key in next, work.dropped do
        world.timers:drop(key)
    end
    for _, timer in ipairs(work.timers) do
        if timer.deadline then
            world.timers:put(timer)
        else
            world.timers:cancel(timer.key, timer.name)
        end
    end
end

local function reader(world, work)
    return function(kind, id)
        local key = kind .. "/" .. id
        local body = work.docs[key]
        if body == nil then
            body = world.docs[key]
        end
        return body or nil
    end
end

-- What unit.find gives, by a walk over all documents of the kind.
local function finder(world)
    return function(kind, where, order, falling, _, limit)
        local list, ids = {}, {}
        for _, key in ipairs(frozen.keys(world.docs)) do
            local of, id = key:match("^([^/]+)/(.*)$")
            local doc = of == kind and world:get(kind, id)
            if doc and find.fits(doc, where, order) then
                list[#list + 1] = doc
            end
        end
        find.sort(list, order, falling)
        for i = 1, math.min(#list, limit) do
            ids[i] = list[i].id
        end
        return ids
    end
end

-- The limits of turn/unit.h: one more of what the turn does, and the bytes of it.
local function over(name, value, what)
    local words = "%s%sone turn cannot do so much: %d is its limit (turn.%s in content/limits.lua)"
    error(words:format(host.where(), what or "", value, name), 0)
end

local function bounded(world)
    local limits, counts = world.game.limits.turn, {}
    if world.unbounded then
        return function() end
    end
    return function(name, body)
        counts[name] = (counts[name] or 0) + 1
        if counts[name] > limits[name] then
            over(name, limits[name])
        elseif body and #body > limits.message then
            over("message", limits.message)
        end
    end
end

local function effects(work, chat, one_more)
    local function say(kind, where, body, slot)
        one_more("pushes", body)
        local made = json.decode(body)
        work.out[#work.out + 1] = { kind = kind, chat = where, html = made.text, body = made, slot = slot }
    end
    return {
        screen = function(where, slot, body)
            say("screen", where, body, slot)
        end,
        push = function(where, body)
            say("push", where, body)
        end,
        call = function(where, method, params)
            one_more("calls", params)
            work.out[#work.out + 1] = stars.bill(where, method, params) or cards.edit(method, params)
        end,
        audit = function(who, what, detail, subject, was, became, refused)
            work.audit[#work.audit + 1] = {
                who = who,
                what = what,
                detail = detail,
                subject = subject,
                was = was,
                became = became,
                refused = refused or false,
            }
        end,
        pay = function(from, to, amount, why)
            one_more "pays"
            work.paid[#work.paid + 1] = { from = from, to = to, amount = amount, why = why }
        end,
        paid = function(charge, how)
            work.charge = { charge = charge, how = how }
        end,
        send = function(_, event)
            one_more("emits", event)
            work.letters[#work.letters + 1] = event
        end,
        effect = function() end,
        erase = function() end, -- what the store alone knows of a player
        on_screen = function() end,
        answer = function(words, refused)
            work.refused = refused and words or nil
            work.words = words
            work.out[#work.out + 1] = { kind = "answer", chat = chat, html = words, body = {} }
        end,
    }
end

-- Everybody has dice of his own, so that what one does changes nothing for the others.
local function dice_of(world, who)
    local dice = world.dice_by[who]
    if not dice then
        local seed = world.first_seed
        for at = 1, #who do
            seed = (seed * 31 + who:byte(at)) % SEEDS
        end
        dice = { seed = seed + 1 }
        world.dice_by[who] = dice
    end
    return dice
end

local function unit_of(world, work, event)
    local one_more = bounded(world)
    local unit = effects(work, tonumber(event.player), one_more)
    local size = world.game.limits.turn.size
    unit.config = world.config
    unit.want = lore.want(work)
    local function set(kind, id, body)
        if body and #body > size then
            over("size", size, ("%s %s has %d bytes: "):format(kind, id, #body))
        end
        work.docs[kind .. "/" .. id] = body or false
    end
    unit.event = function()
        return json.encode(event)
    end
    unit.report = function() end
    unit.begin = function(handler)
        return not world.aside[handler]
    end
    unit.now = function()
        return world.now
    end
    unit.read = reader(world, work)
    unit.write = set
    unit.drop = function(kind, id)
        set(kind, id)
        work.dropped[kind .. "/" .. id] = true
    end
    unit.index = function() end
    unit.live = function(kind, id)
        work.live[#work.live + 1] = { kind = kind, id = id }
    end
    unit.watch = function(lane, list)
        work.watches[lane] = list
    end
    unit.rank = function(id, _, scores)
        work.ranks[#work.ranks + 1] = { id = id, scores = scores }
    end
    unit.board = boards.of(world)
    unit.find = finder(world)
    unit.timer = function(kind, id, name, deadline)
        one_more "timers"
        work.timers[#work.timers + 1] =
            { key = kind .. "/" .. id, kind = kind, id = id, name = name, deadline = deadline }
    end
    unit.roll = function(sides)
        local fixed = table.remove(world.dice_queue, 1)
        return fixed and math.min(fixed, sides) or random(dice_of(world, event.player or event.id), sides)
    end
    unit.seal = function(words)
        return text.hash(words):sub(1, 8)
    end
    unit.word = function(length)
        local out = {}
        for i = 1, length do
            local at = random(world, #LETTERS)
            out[i] = LETTERS:sub(at, at)
        end
        return table.concat(out)
    end
    return unit
end

local function new_work()
    return {
        docs = {},
        timers = {},
        out = {},
        letters = {},
        ranks = {},
        paid = {},
        audit = {},
        dropped = {},
        live = {},
        watches = {},
        wants = {},
    }
end

--- Runs something that only looks (checkout.lua, cards.lua): why it says no, or nil; then all its words.
function World:look(event, module)
    local work = new_work()
    module.run(self.game, unit_of(self, work, event))
    return work.refused, work.words
end

local function is_watched(list, changed)
    for i = 1, #list, 2 do
        if list[i] == changed.kind and (list[i + 1] == changed.id or list[i + 1] == "") then
            return true
        end
    end
    return false
end

-- The lanes whose screens were drawn from live documents that a turn has changed; what the turn itself
-- has drawn is up to date.
local function stale(world, work)
    local lanes = {}
    for lane, list in next, world.watches do
        for _, changed in ipairs(work.watches[lane] and {} or work.live) do
            lanes[lane] = lanes[lane] or is_watched(list, changed) or nil
        end
    end
    for lane, list in next, work.watches do
        world.watches[lane] = #list > 0 and list or nil
    end
    return frozen.keys(lanes)
end

--- A unit of work for an event, and what it gathers: for World:close.
function World:open(event)
    local work = new_work()
    return unit_of(self, work, event), work
end

--- Keeps what a turn has done; then the letters that it wrote are turns of their own, and screens that
--- were drawn from what it has changed are drawn again.
function World:close(work, noted)
    apply(self, work)
    deliver(self, work, noted)
    local lanes = stale(self, work)
    for _, letter in ipairs(work.letters) do
        self:play(json.decode(letter))
    end
    for _, lane in ipairs(lanes) do
        self:play { type = "redraw", lane = lane, player = lane:match "^player/(.+)$" }
    end
end

--- Plays one event to its end.
function World:play(event)
    local unit, work = self:open(event)
    local notes = turn.run(self.game, unit)
    if not stars.again(self, work) then
        self:close(work, notes and #notes > 0)
    end
end

--- Lets the timers fire that are due by `till`, oldest first; the time is `till` then.
function World:pass(till)
    local timer = self.timers:take(till)
    while timer do
        self.now = math.max(self.now, timer.deadline)
        self:play { type = "timer", kind = timer.kind, id = timer.id, name = timer.name, deadline = timer.deadline }
        timer = self.timers:take(till)
    end
    self.now = math.max(self.now, till)
end

--- Lets time pass; timers fire on the way, oldest first.
---@param delay string|integer "8h", or seconds
function World:skip(delay)
    local seconds = fields.seconds(delay)
    assert(seconds, 'world:skip takes a delay like "8h"')
    self:pass(self.now + seconds)
end

--- The next rolls.
---@param ... integer
function World:dice(...)
    for i = 1, select("#", ...) do
        self.dice_queue[#self.dice_queue + 1] = (select(i, ...))
    end
end

--- A copy of a document as it stands; nil if there is none.
---@param kind string
---@param id string
---@return Document?
function World:get(kind, id)
    local body = self.docs[kind .. "/" .. id]
    local doc = body and json.decode(body)
    if doc and self.game.documents[kind] then
        fields.fill(self.game.documents[kind].fields, doc)
        local rename = self.game.documents[kind].rename
        if rename then
            rename(doc)
        end
    end
    return doc
end

--- A player's session as it stands, to be read only: decoded once for all who look.
function World:session(id)
    local body = self.docs["_session/" .. id]
    local known = self.sessions[id]
    if body and not (known and known.body == body) then
        known = { body = body, doc = json.decode(body) }
        self.sessions[id] = known
    end
    return body and known.doc
end

--- The documents of a kind, in the order of their ids: `for doc in world:each "player" do`.
function World:each(kind)
    local keys, at = frozen.keys(self.docs), 0
    local prefix = kind .. "/"
    return function()
        repeat
            at = at + 1
            local key = keys[at]
            if key == nil then
                return nil
            end
            if key:sub(1, #prefix) == prefix then
                return self:get(kind, key:sub(#prefix + 1))
            end
        until false
    end
end

--- A player of that name with these fields, who stands in `scene` (home, if absent).
---@param name string
---@param given? table<string, any> fields of his document
---@param scene? string
---@return TestPlayer
function World:player(name, given, scene)
    local id = tostring(self.next_id)
    self.next_id = self.next_id + 1
    local doc = frozen.copy(given or {})
    doc.id, doc.name, doc.lang = id, name, doc.lang or "ru"
    local home = self.game.init.home
    local path = { { scene = home, vars = {}, stamp = 1 } }
    if scene and scene ~= home then
        assert(self.game.scenes[scene], ("there is no scene %s"):format(scene))
        path[2] = { scene = scene, vars = {}, stamp = 2 }
    end
    fields.fill(self.game.documents.player.fields, doc)
    self.docs["player/" .. id] = json.encode(doc)
    self.docs["_session/" .. id] = json.encode { path = path, stamp = 2, views = {}, quests = {} }
    local made = player.new(self, id, name)
    self.players[id] = made
    made:says("/start")
    return made
end

--- Gives a player a role, as /grant does: owner, admin, designer, moderator; nil takes it.
---@param given TestPlayer
---@param role? "owner"|"admin"|"designer"|"moderator"
function World:role(given, role)
    local body = self.docs["_roles/all"]
    local all = body and json.decode(body) or {}
    all[given.id] = role and { role = role, by = "test", at = self.now } or nil
    self.docs["_roles/all"] = json.encode(all)
end

--- What ctx:lore says from now on of these facts, in every language: the fields that the scribe has
--- written; without them he writes it still, so that words for waiting are seen; false: he never will.
--- In a test without world:lore it is the template.
---@param kind string
---@param facts table
---@param written? table<string, string>|false
function World:lore(kind, facts, written)
    lore.lore(self, kind, facts, written, 2)
end

--- Somebody who has never been here; the first thing he does is up to the test.
---@param name string
---@param lang? "ru"|"en"
---@return TestPlayer
function World:newcomer(name, lang)
    local id = tostring(self.next_id)
    self.next_id = self.next_id + 1
    local made = player.new(self, id, name, lang or "ru")
    self.players[id] = made
    return made
end

return M
