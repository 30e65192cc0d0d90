-- The state T of one turn, shared by the engine's files while it runs; gone with the turn.
--
--   game, unit, event, now     what the turn is a function of
--   player, session, ctx       whose it is (player nil: another document's timer)
--   docs, slots, slot_of,      what was read
--   vars_of
--   gone                       what was dropped
--   notes, going, drawing      what the scripts have said so far
--   posts                      of groups: what is shown or changed (posts.lua)
--   cards, asked               of an inline query: what was shown, and the command that is asked (cards.lua)
--   lores, lore_docs, wanted   texts of ctx:lore: what was shown of them, read and wanted (lore_words.lua)
--   act                        what is done with a role: for the audit
--   running, first             the name of the thing whose function ran last, and of the first that acted
local import = ...
local docs = import "docs"
local host = import "host"
local json = import "json"
local lore_words = import "lore_words"
local roles = import "roles"
local quiet = import "quiet"
local session = import "session"
local texts = import "texts"

local State = {}
State.__index = State

local M = {}
local config = host.config()
config.strict = config.everyone_owner -- drawing is checked, too, where games are made

function M.new(game, unit, event)
    return setmetatable({
        game = game,
        unit = unit,
        event = event,
        now = unit.now(),
        docs = {},
        slots = {},
        slot_of = {},
        gone = {},
        vars_of = {},
        notes = {},
        posts = {},
        readers = {},
        -- not yet, but there is room for them
        ctx = nil,
        player = nil,
        session = nil,
        going = nil,
        drawing = nil,
        moved = nil,
        lives = nil,
        lores = nil,
        lore_docs = nil,
        wanted = nil,
        unasked = nil,
        quiet = nil,
        running = nil,
        first = nil,
        finish_posts = nil,
        cards = nil,
        asked = nil,
        show_card = nil,
        found = nil,
        pioneers = nil,
        config = unit.config or config,
    }, State)
end

--- A function of this scene, quest, timer or command is about to run: if the turn fails, it did. False:
--- it is set aside because it failed again and again, and must not run.
function State:begin(thing)
    if self.running == thing.name then
        return true
    elseif not self.unit.begin(thing.name) then
        return false
    end
    self.running = thing.name
    if not self.drawing then
        self.first = self.first or thing.name
    end
    return true
end

--- After a function that ran within another's: what fails from here on is the fault of `name` again.
function State:blame(name)
    if name and name ~= self.running then
        self.running = name
        self.unit.begin(name)
    end
end

--- Runs fn as drawing: it may only read.
function State:draw(fn)
    local was = self.drawing
    self.drawing = true
    local value = fn()
    self.drawing = was
    return value
end

--- ctx with the vars of this place on the path; raises inside when a document in them is gone.
function State:enter_vars(top)
    self.ctx.vars = session.vars(self, top) or {}
    return self.ctx
end

--- A text by key, unchecked: for the engine's own words.
function State:t(key, args)
    return texts.new(key, args)
end

--- Who reads: a player's document, or nil for the language of the event. Of use until he changes.
function State:reader(player)
    local reader = self.readers[player or self]
    if not reader then
        reader = { texts = self.game.locales, now = self.now, player = player, said = nil, lang = nil, zone = nil }
        reader.list, reader.turn, reader.lore = self.game.limits.turn.list, self, lore_words.html
        self.readers[player or self] = reader
    end
    local said = player and player.lang or self.event.lang
    if reader.said ~= said or not reader.lang then
        reader.said, reader.lang = said, reader.texts:fit(said)
    end
    reader.zone = player and player.zone or "UTC"
    reader.vars = player == self.player and self.ctx and self.ctx.vars or nil
    return reader
end

function State:html(value, player)
    return texts.html(self:reader(player or self.player), value)
end

function State:plain(value, player)
    return texts.plain(self:reader(player or self.player), value)
end

--- A message to the turn's player that is no screen: of the engine, so it never waits. rows: its buttons.
function State:say(words, rows)
    self.unit.push(math.tointeger(tonumber(self.player.id)), json.encode { text = self:html(words), rows = rows })
end

function State:note(value)
    self.notes[#self.notes + 1] = value
end

--- A player of the turn with his session; `make`: a newcomer gets both. Gives also whether he has lost
--- his place, and whether he is new.
function State:open_player(id, make)
    local player = docs.get(self, "player", id)
    local fresh = not player
    if fresh then
        if not make then
            return nil
        end
        player = docs.make(self, "player", id, { lang = self.game.locales:fit(self.event.lang) })
    end
    self.player = player
    self.ctx.player = player
    quiet.before(self)
    local _, lost = session.open(self, id, true)
    return player, lost, fresh
end

--- Who does what this turn does, for the audit.
function State:who()
    return self.event.ticket and "studio" or self.event.by or (self.player and self.player.id) or "engine"
end

--- The role of the turn's player (roles.lua), or nil. Waits.
function State:role()
    if self.config.everyone_owner or self.event.ticket then
        return "owner"
    end
    return self.player and roles.of(self, self.player.id)
end

--- May the turn's player do what a `needed` may? Waits.
function State:may(needed)
    return roles.allows(self:role(), needed)
end

return M
