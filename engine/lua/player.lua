-- A fake player of a test's world: he taps, types, pays attention.
local import = ...
local frozen = import "frozen"
local texts = import "texts"
local views = import "views"

local Player = {}

local M = {}

local function describe(record)
    if record.b then
        return "back"
    elseif record.p then
        return ("%s page %d"):format(record.p, record.n)
    end
    return record.e and ("%s(%s)"):format(record.c, record.e) or record.c
end

-- What the newest screen offers: records of its buttons, and the nonce of its view.
local function offered(self)
    local session = self.world:get("_session", self.id)
    local view = session and session.views[#session.views]
    if not view then
        return {}
    end
    return views.records(view), views.nonce(view)
end

local function fits(record, choice, entry)
    local id = type(entry) == "table" and entry.id or entry
    return choice == "back" and record.b or record.c == choice and record.e == id
end

local function act(self, event)
    self.heard = {}
    event.player, event.chat, event.private = self.id, tonumber(self.id), event.private ~= false
    event.name, event.lang = self.name, self.lang
    self.world:play(event)
end

-- callback_data of a push's button that he got and has not used, or nil.
local function pushed(self, choice)
    for _, key in ipairs(frozen.keys(self.world.docs)) do
        local nonce = key:match "^_push/(.+)$"
        local doc = nonce and self.world:get("_push", nonce)
        if doc and doc.player == self.id and doc.choice == choice then
            return ("p.%s.0"):format(nonce)
        end
    end
end

--- Presses the button of a choice (and entry), or of a push; raises when he has none such.
function Player:taps(choice, entry)
    local records, nonce = offered(self)
    local names = {}
    for index, record in ipairs(records) do
        if fits(record, choice, entry) then
            return act(self, { type = "tap", data = ("s.%s.%d"):format(nonce, index) })
        end
        names[index] = describe(record)
    end
    local data = not entry and pushed(self, choice)
    if data then
        return act(self, { type = "tap", data = data })
    end
    error(
        ("%s has no button %s here; he sees: %s"):format(
            self.name,
            describe { c = choice, e = type(entry) == "table" and entry.id or entry },
            table.concat(names, ", ")
        ),
        2
    )
end

--- Types words, in his own chat or in a group.
function Player:says(words, group)
    act(self, { type = "text", text = words, private = not group })
end

--- What reached him, as the world tells it.
function Player:hear(html, body)
    self.heard[#self.heard + 1] = html or ""
    if body.rows then
        self.shown = body
    end
end

local function reached(self, key, args)
    local doc = self.doc
    local reader = {
        texts = self.world.game.locales,
        lang = doc and doc.lang or self.lang,
        zone = "UTC",
        now = self.world.now,
        player = doc,
        vars = self.vars,
    }
    assert(self.world.game.locales:names(key), ("there is no text %s"):format(key))
    local wanted = texts.html(reader, texts.new(key, args))
    for _, html in ipairs(self.heard) do
        if html:find(wanted, 1, true) then
            return true, wanted
        end
    end
    return false, wanted
end

--- Raises unless this text has reached him since he last acted.
function Player:sees(key, args)
    local found, wanted = reached(self, key, args)
    if not found then
        error(
            ("%s does not see %s: %q\nbut: %s"):format(self.name, key, wanted, table.concat(self.heard, "\n---\n")),
            2
        )
    end
end

--- Raises if this text has reached him since he last acted.
function Player:misses(key, args)
    if reached(self, key, args) then
        error(("%s sees %s, which he should not"):format(self.name, key), 2)
    end
end

local function top(self)
    local session = self.world:get("_session", self.id)
    return session and session.path[#session.path]
end

local computed = {
    doc = function(self)
        return self.world:get("player", self.id)
    end,
    scene = function(self)
        local at = top(self)
        return at and at.scene
    end,
    vars = function(self)
        local at = top(self)
        return at and at.vars
    end,
}

local META = {
    __index = function(self, key)
        return computed[key] and computed[key](self) or Player[key]
    end,
}

function M.new(world, id, name, lang)
    return setmetatable({ world = world, id = id, name = name, lang = lang or "ru", heard = {} }, META)
end

return M
