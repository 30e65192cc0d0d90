-- The designers' tests: functions of a world with fake players, run without database or Telegram.
--
-- The world stands in for the unit of work (bind/unit.c): documents and timers in tables, one turn at
-- a time, nothing kept of a turn that raises. So a test plays the same turns as the engine does.
local import = ...
local fields = import "fields"
local frozen = import "frozen"
local host = import "host"
local json = import "json"
local player = import "player"
local turn = import "turn"

local World = {}
World.__index = World

local M = {}

local START = 1767600000 -- 5 January 2026, 08:00 UTC: each test begins on the same morning
local FIRST_ID = 1001
local CONFIG = { roles = {}, everyone_owner = false, strict = true } -- roles are granted: world:role

-- A small generator (Park and Miller's minimal standard), so that a test repeats.
local function random(world, bound)
    world.seed = world.seed * 48271 % 2147483647
    return world.seed % bound + 1
end

local LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"

local function new_world(game, seed)
    return setmetatable({
        game = game,
        docs = {},
        timers = {},
        now = START,
        seed = seed,
        dice_queue = {},
        players = {},
        aside = {},
        next_id = FIRST_ID,
        audit = {},
    }, World)
end

local function apply(world, work)
    for key, body in next, work.docs do
        world.docs[key] = body or nil
        if not body then
            for name, timer in next, world.timers do
                if timer.key == key then
                    world.timers[name] = nil
                end
            end
        end
    end
    for _, timer in ipairs(work.timers) do
        world.timers[timer.key .. "/" .. timer.name] = timer.deadline and timer or nil
    end
    table.move(work.audit, 1, #work.audit, #world.audit + 1, world.audit)
    for _, out in ipairs(work.out) do
        local reached = world.players[tostring(out.chat)]
        if reached then
            reached:hear(out.html, out.body)
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

local function effects(work, chat)
    local function say(where, body)
        local made = json.decode(body)
        work.out[#work.out + 1] = { chat = where, html = made.text, body = made }
    end
    return {
        screen = function(where, _, body)
            say(where, body)
        end,
        push = say,
        call = function() end,
        pay = function() end,
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
        send = function(_, event)
            work.letters[#work.letters + 1] = event
        end,
        effect = function() end,
        on_screen = function() end,
        answer = function(words)
            work.out[#work.out + 1] = { chat = chat, html = words, body = {} }
        end,
    }
end

local function unit_of(world, work, event)
    local unit = effects(work, event.chat)
    unit.config = CONFIG
    local function set(kind, id, body)
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
    unit.drop = set
    unit.timer = function(kind, id, name, deadline)
        work.timers[#work.timers + 1] =
            { key = kind .. "/" .. id, kind = kind, id = id, name = name, deadline = deadline }
    end
    unit.roll = function(sides)
        local fixed = table.remove(world.dice_queue, 1)
        return fixed and math.min(fixed, sides) or random(world, sides)
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

--- Plays one event to its end.
function World:play(event)
    local work = { docs = {}, timers = {}, out = {}, letters = {}, audit = {} }
    turn.run(self.game, unit_of(self, work, event))
    apply(self, work)
    for _, letter in ipairs(work.letters) do
        self:play(json.decode(letter))
    end
end

local function next_timer(world, till)
    local found
    for _, key in ipairs(frozen.keys(world.timers)) do
        local timer = world.timers[key]
        if timer.deadline <= till and (not found or timer.deadline < found.deadline) then
            found = timer
        end
    end
    return found
end

--- Lets time pass; timers fire on the way, oldest first.
function World:skip(delay)
    local seconds = fields.seconds(delay)
    assert(seconds, 'world:skip takes a delay like "8h"')
    local till = self.now + seconds
    local timer = next_timer(self, till)
    while timer do
        self.timers[timer.key .. "/" .. timer.name] = nil
        self.now = math.max(self.now, timer.deadline)
        self:play { type = "timer", kind = timer.kind, id = timer.id, name = timer.name, deadline = timer.deadline }
        timer = next_timer(self, till)
    end
    self.now = till
end

--- The next rolls.
function World:dice(...)
    for i = 1, select("#", ...) do
        self.dice_queue[#self.dice_queue + 1] = (select(i, ...))
    end
end

--- A copy of a document as it stands; nil if there is none.
function World:get(kind, id)
    local body = self.docs[kind .. "/" .. id]
    local doc = body and json.decode(body)
    if doc and self.game.documents[kind] then
        fields.fill(self.game.documents[kind].fields, doc)
    end
    return doc
end

--- A player of that name with these fields, who stands in `scene` (home, if absent).
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
function World:role(given, role)
    local body = self.docs["_roles/all"]
    local all = body and json.decode(body) or {}
    all[given.id] = role and { role = role, by = "test", at = self.now } or nil
    self.docs["_roles/all"] = json.encode(all)
end

--- Somebody who has never been here; the first thing he does is up to the test.
function World:newcomer(name, lang)
    local id = tostring(self.next_id)
    self.next_id = self.next_id + 1
    local made = player.new(self, id, name, lang or "ru")
    self.players[id] = made
    return made
end

local function one(game, test, fn)
    local world = new_world(game, 7)
    local ok, reason = xpcall(fn, host.traceback, world)
    return { name = test.name, file = test.file, ok = ok, reason = not ok and tostring(reason) or nil }
end

--- argument: { filter = "part of a name" }. Runs scripts/tests/*.lua.
function M.run(game, argument)
    local report = { passed = 0, failed = 0, results = {} }
    for _, path in ipairs(frozen.keys(game.sources)) do
        if path:match("^tests/.+%.lua$") then
            local chunk, reason = host.compile(game.sources[path], "@scripts/" .. path, game.env)
            local tests = chunk and chunk()
                or {
                    [path] = function()
                        error(reason, 0)
                    end,
                }
            for _, name in ipairs(frozen.keys(tests)) do
                if not argument.filter or name:find(argument.filter, 1, true) then
                    local result = one(game, { name = name, file = "scripts/" .. path }, tests[name])
                    report.results[#report.results + 1] = result
                    local outcome = result.ok and "passed" or "failed"
                    report[outcome] = report[outcome] + 1
                end
            end
        end
    end
    return report
end

return M
