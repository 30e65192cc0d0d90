-- `bylina simulate`: many players for months of the game's time, so that balance is looked at.
--
-- They live in one world of the tests, and so meet on its markets. Each visits some times a day and acts by
-- his habits (habits.lua). A visit is one turn as long as nothing else falls due: nothing is drawn, no
-- words are made; the scripts run as ever, and the documents are kept at its end. What an error undoes
-- is the visit, and it is counted. C calls in again and again, some visits a time.
local import = ...
local ctx = import "ctx"
local docs = import "docs"
local due = import "due"
local fields = import "fields"
local gather = import "gather"
local habits = import "habits"
local offer = import "offer"
local session = import "session"
local state = import "state"
local talk = import "talk"
local testing = import "testing"
local whim = import "whim"

local M = {}

local VISITS = 100 -- a call
local DAY = 86400
local PACE = 5 -- seconds between two taps
local SPREAD = 3 -- hours around the hour of a kind
local BACK_MAX = 64
local MOVES_BACK = 0.5 -- the weight of a way back

local sim -- the one that is under way
local worlds = {} -- what was seen in those that are to be merged

-- Leads back from where nothing is to be seen, as drawing would.
local function settle(T)
    for _ = 1, BACK_MAX do
        local top = session.top(T)
        local scene = T.game.scenes[top.scene]
        T:begin(scene)
        local gone = not session.vars(T, top)
        local seen = not gone
            and (
                not scene.def.text
                or T:draw(function()
                        return scene.def.text(T:enter_vars(top))
                    end)
                    ~= nil
            )
        if seen then
            return top, scene
        end
        session.back(T)
    end
    error("no scene on the way back has a text", 0)
end

-- What a kind of player thinks of a scene: the weights of its choices, of words and of the way back, and
-- of entries where he prefers some. Reckoned once.
local function opinion(kind, scene)
    local known = kind.opinions[scene.id]
    if known then
        return known
    end
    known = {
        choices = {},
        entries = {},
        input = habits.weight(kind, { scene.id .. ":input", scene.id }, 1),
        back = habits.weight(kind, { "back" }, MOVES_BACK),
    }
    for i, choice in ipairs(scene.def) do
        local name = scene.id .. "." .. choice.id
        known.choices[i] = choice.stars and 0 or habits.weight(kind, { name, scene.id }, 1)
        for preferred, weight in next, kind.prefer do
            if preferred:sub(1, #name + 1) == name .. "." then
                known.entries[i] = known.entries[i] or {}
                known.entries[i][preferred:sub(#name + 2)] = weight
            end
        end
    end
    kind.opinions[scene.id] = known
    return known
end

-- options: triples of weight, choice (true: words, false: back) and entry, one after the other.
local function add(options, weight, choice, entry)
    local whole = math.floor(weight * 1000)
    if whole > 0 then
        local at = options.count
        options[at + 1], options[at + 2], options[at + 3] = whole, choice, entry
        options.count, options.total = at + 3, options.total + whole
    end
end

local function add_entries(options, ctx_of, choice, weight, preferred)
    local list = type(choice.each) == "function" and choice.each(ctx_of) or choice.each
    for _, entry in ipairs(list) do
        if not choice.when or choice.when(ctx_of, entry) then
            add(options, preferred and preferred[tostring(offer.entry_id(entry))] or weight, choice, entry)
        end
    end
end

local function offered(T, top, scene, kind)
    local options, mind = { count = 0, total = 0 }, opinion(kind, scene)
    T:draw(function()
        local entered = T:enter_vars(top)
        for i, choice in ipairs(scene.def) do
            local weight, preferred = mind.choices[i], mind.entries[i]
            local asked = weight > 0 or preferred
            if asked and choice.each then
                add_entries(options, entered, choice, weight, preferred)
            elseif asked and (not choice.when or choice.when(entered)) then
                add(options, weight, choice, nil)
            end
        end
    end)
    if scene.def.input then
        add(options, mind.input, true, nil)
    end
    if #T.session.path > 1 and not session.holds(T, top) then
        add(options, mind.back, false, nil)
    end
    return options
end

local function types(T, top, input)
    local value = fields.typed(input, whim.typed(sim.chance, input, sim.world), T.game.has)
    if value ~= nil then
        input.run(T:enter_vars(top), value)
    end
end

-- Does one of them, by chance.
local function act(T, top, scene, options)
    local left, at = sim.chance:roll(options.total), 1
    while left > options[at] do
        left, at = left - options[at], at + 3
    end
    local choice, entry = options[at + 1], options[at + 2]
    if choice == true then
        types(T, top, scene.def.input)
    elseif choice then
        offer.carry_out(T, top, choice, entry)
    else
        session.back(T)
    end
end

local function open(player)
    local event = { type = "text", player = player.id, chat = tonumber(player.id), private = true, lang = "ru" }
    local unit, work = sim.world:open(event)
    local T = state.new(sim.game, unit, event)
    T.ctx, T.unseen, T.tell = ctx.new(T), true, sim.tell
    T:open_player(player.id, true)
    if session.top(T) then
        session.leave_gone(T)
    else
        session.arrive(T, sim.game.init.start)
        session.follow(T)
    end
    return T, work
end

local function falls_due(work)
    for _, timer in ipairs(work.timers) do
        if timer.deadline and timer.deadline <= sim.world.now then
            return true
        end
    end
    return #work.letters > 0
end

-- One thing done; false: there is nothing to do here.
local function step(T, player)
    local top, scene = settle(T)
    local options = offered(T, top, scene, player.kind)
    if options.total == 0 then
        return false
    end
    act(T, top, scene, options)
    session.follow(T)
    local now = session.top(T)
    sim.gather:acted(player, T.session.quests, now.stamp ~= top.stamp and now.scene or nil)
    T.notes = {}
    sim.world.now = sim.world.now + PACE
    T.now, T.ctx.now = sim.world.now, sim.world.now
    return true
end

-- Acts until something falls due or `taps` are done; how many were.
local function burst(player, taps)
    local T, work = open(player)
    local done, goes_on = 0, true
    while done < taps and goes_on do
        goes_on = step(T, player)
        done = done + (goes_on and 1 or taps)
        goes_on = goes_on and not falls_due(work)
    end
    session.pack(T)
    docs.save(T, false)
    docs.save(T, true)
    sim.world:close(work)
    return done
end

local function visit(player)
    local left = player.kind.taps
    while left > 0 do
        local ok, done = pcall(burst, player, left)
        if not ok then
            sim.gather:failed(talk.tidy(done))
            return
        end
        left = left - done
        sim.world:pass(sim.world.now)
    end
end

-- When a player comes on a day: `visits` times a day, around his hour.
local function plan(player, day)
    local visits = player.kind.visits
    local count = math.floor(visits) + (sim.chance:roll(1000) <= (visits % 1) * 1000 and 1 or 0)
    for i = 1, count do
        local hour = player.kind.hour + 24 * (i - 1) // count
        local at = day * DAY + (hour % 24) * 3600 + sim.chance:roll(2 * SPREAD * 3600) - SPREAD * 3600
        sim.visits:put {
            key = player.id,
            name = ("%d"):format(i),
            deadline = sim.start + math.max(at, 0),
            player = player,
        }
    end
end

local function new_day()
    local day = sim.day
    sim.gather:day(sim.world, sim.players)
    sim.day = day + 1
    if day < sim.days then
        for _, player in ipairs(sim.players) do
            plan(player, day)
        end
    end
end

local function kind_of(kinds)
    local total = 0
    for _, kind in ipairs(kinds) do
        total = total + math.floor(kind.share * 1000)
    end
    local left = sim.chance:roll(total)
    for _, kind in ipairs(kinds) do
        left = left - math.floor(kind.share * 1000)
        if left <= 0 then
            return kind
        end
    end
end

local function begin(game, argument)
    local habit = habits.read(game)
    local world = testing.world(game, argument.seed)
    world.unbounded = true
    sim = {
        game = game,
        world = world,
        chance = whim.chance(argument.seed),
        days = argument.days,
        day = 0,
        start = world.now - world.now % DAY + DAY,
        visits = due.new(),
        players = {},
        gather = gather.new(game, habit, argument.days),
        seen = argument.seen,
    }
    world.now = sim.start
    sim.tell = function(event)
        sim.gather:event(event)
    end
    for i = 1, argument.players do
        local made = world:newcomer("P" .. i, "ru")
        sim.players[i] = { id = made.id, kind = kind_of(habit.kinds), quests = {} }
    end
    world.players = {} -- nobody looks at what they are sent
    world.watch = {
        turn = function(_, _, work)
            sim.gather:paid(work.paid)
        end,
    }
    return {}
end

local function tick()
    local next_visit = sim.visits:first()
    local midnight = sim.start + sim.day * DAY
    if not next_visit or next_visit.deadline >= midnight then
        sim.world:pass(midnight)
        return new_day()
    end
    sim.visits:take(next_visit.deadline)
    sim.world:pass(next_visit.deadline)
    visit(next_visit.player)
end

--- argument: { players, days, seed } to begin, {} to go on. { done = false, day }, at last { done = true,
--- report } (gather.lua). With `seen` at the beginning: at last { done = true, seen } instead. { world = seen }
--- for each of several worlds, then { merge = true, days }, gives { report } on them all.
function M.call(game, argument)
    if argument.players then
        return begin(game, argument)
    elseif argument.world then
        worlds[#worlds + 1] = argument.world
        return {}
    elseif argument.merge then
        return { report = gather.merge(game, habits.read(game), worlds, argument.days) }
    end
    for _ = 1, VISITS do
        if sim.day > sim.days then
            if sim.seen then
                return { done = true, seen = sim.gather:seen(sim.players, sim.days) }
            end
            return { done = true, report = sim.gather:report(#sim.players, sim.days) }
        end
        tick()
    end
    return { done = false, day = sim.day }
end

return M
