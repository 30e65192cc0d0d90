-- A fake player of a test's world: he taps, types, pays attention.
local import = ...
local cards = import "testing_cards"
local groups = import "testing_groups"
local stars = import "testing_stars"
local text = import "text"
local texts = import "texts"
local views = import "views"

local Player = {}

local M = {}

local LETTERS_MAX = 20 -- buttons of pushes

local function describe(record)
    if record.b then
        return "back"
    elseif record.p then
        return ("%s page %d"):format(record.p, record.n)
    end
    return record.e and ("%s(%s)"):format(record.c, record.e) or record.c
end

--- The newest keyboard of his screen: { nonce, choices = { {c, e}, {p, n} or {b}, ... } }.
function Player:view()
    local session = self.world:session(self.id)
    local view = session and session.views[#session.views]
    if not view then
        return { choices = {} }
    elseif self.known ~= view then
        self.known, self.keyboard = view, { nonce = views.nonce(view), choices = views.records(view) }
    end
    return self.keyboard
end

local function fits(record, choice, entry)
    local id = type(entry) == "table" and entry.id or entry
    return choice == "back" and record.b or record.c == choice and record.e == id
end

-- `group`: its name, or nil for his own chat.
local function act(self, event, group)
    self.heard, self.got = {}, {}
    event.player, event.private = self.id, not group
    local here = group and groups.join(self.world, group, self).chat
    event.chat = event.inline and 0 or here or tonumber(self.id)
    event.name, event.lang = self.name, self.lang
    self.world:play(event)
end

--- The buttons of pushes that he got and has not used, newest first: { {choice, text, data}, ... }.
function Player:pushed()
    local found = {}
    for i = #self.letters, 1, -1 do
        local letter = self.letters[i]
        local doc = self.world:get("_push", letter.data:match "^p%.(.-)%.")
        if doc and doc.player == self.id then
            found[#found + 1] = { choice = doc.choice, text = letter.text, data = letter.data }
        else
            table.remove(self.letters, i)
        end
    end
    return found
end

-- callback_data of a push's button, or nil.
local function pushed(self, choice)
    for _, button in ipairs(self:pushed()) do
        if button.choice == choice then
            return button.data
        end
    end
end

-- The data of a button of the newest screen, with what stands behind it for live documents.
local function data_of(self, nonce, index)
    local plain = ("s.%s.%d"):format(nonce, index)
    for _, row in ipairs(self.shown and self.shown.rows or {}) do
        for _, button in ipairs(row) do
            local data = button.data or ""
            if data == plain or data:sub(1, #plain + 1) == plain .. "." then
                return data
            end
        end
    end
    return plain
end

--- Presses the button of a choice (and entry), of a push, or of a post in his groups; raises when he has
--- none such.
---@param choice string
---@param entry? any an entry of `each`, or its id
function Player:taps(choice, entry)
    local view, names = self:view(), {}
    for index, record in ipairs(view.choices) do
        if fits(record, choice, entry) then
            return act(self, { type = "tap", data = data_of(self, view.nonce, index) })
        end
        names[index] = describe(record)
    end
    local data = not entry and pushed(self, choice)
    if data then
        return act(self, { type = "tap", data = data })
    end
    for _, button in ipairs(groups.buttons(self)) do
        if fits(button.record, choice, entry) then
            return act(self, { type = "tap", data = button.data, inline = button.inline }, button.group)
        end
        names[#names + 1] = describe(button.record)
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

--- Presses a button below an answer to those with a role: NAME and number.
function Player:taps_answer(name, number)
    act(self, { type = "tap", data = ("a.%s.%d"):format(name, number) })
end

--- Types words, in his own chat or in a group. `to`: the player whose message he answers.
---@param words string
---@param group? boolean
---@param to? TestPlayer
function Player:says(words, group, to)
    local event = { type = "text", text = words, username = self.username }
    event.reply = to and to.id
    act(self, event, group or nil)
end

--- Types words in which a player without a username is mentioned, as `words` of them.
function Player:mentions(other, called, words)
    local mention = { id = other.id, text = called }
    act(self, { type = "text", text = words, username = self.username, mention = mention })
end

--- Taps a button by its callback_data, in his own chat or in a group; `inline`: of a card that was sent.
function Player:presses(data, group, inline)
    act(self, { type = "tap", data = data, inline = inline }, group)
end

-- Buttons of pushes stay good until they are used: the newest are remembered.
local function remember(self, body)
    for _, row in ipairs(body.rows) do
        for _, button in ipairs(row) do
            if tostring(button.data):match "^p%." then
                self.letters[#self.letters + 1] = button
            end
        end
    end
    while #self.letters > LETTERS_MAX do
        table.remove(self.letters, 1)
    end
end

--- What reached him, as the world tells it.
function Player:hear(out)
    self.heard[#self.heard + 1] = out.html or ""
    self.got[#self.got + 1] = out
    self.bill = out.bill or self.bill
    if out.kind == "screen" and out.slot == "main" then
        self.shown = out.body
    elseif out.body.rows then
        remember(self, out.body)
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
---@param key string
---@param args? table<string, any>
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
---@param key string
---@param args? table<string, any>
function Player:misses(key, args)
    if reached(self, key, args) then
        error(("%s sees %s, which he should not"):format(self.name, key), 2)
    end
end

--- Raises unless these very words have reached him since he last acted: what the scribe has written.
---@param words string
function Player:reads(words)
    local wanted = text.escape(words)
    for _, html in ipairs(self.heard) do
        if html:find(wanted, 1, true) then
            return
        end
    end
    error(("%s does not read %q\nbut: %s"):format(self.name, words, table.concat(self.heard, "\n---\n")), 2)
end

local function top(self)
    local session = self.world:session(self.id)
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

stars.words(Player, act)
cards.words(Player, act)

local META = {
    __index = function(self, key)
        return computed[key] and computed[key](self) or Player[key]
    end,
}

function M.new(world, id, name, lang)
    return setmetatable(
        { world = world, id = id, name = name, lang = lang or "ru", heard = {}, got = {}, letters = {}, payments = {} },
        META
    )
end

return M
