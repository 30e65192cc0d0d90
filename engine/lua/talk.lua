-- A transcript played: what each of its steps does in a test's world, and what is seen of it.
--
-- Seen is, as plain text without empty lines: of him who acts all that reached him, the screen with its
-- buttons as a last line "[Label] [Label]"; of a wait, and of the others, messages, and a screen only
-- where it leads somewhere else or tells something (a screen merely drawn again is no news).
local import = ...
local groups = import "testing_groups"
local host = import "host"
local testing = import "testing"
local text = import "text"
local texts = import "texts"
local transcript = import "transcript"
local watch = import "watch"

local Talk = {}
Talk.__index = Talk

local M = {}

local FIRST = "Player" -- the Telegram name of a player without one

--- game; options: { lang, seed, strict }.
function M.new(game, options)
    local world = testing.world(game, options.seed)
    local talk = { world = world, lang = options.lang, by_name = {}, list = {}, stamps = {} }
    if options.strict then
        talk.watch = watch.new(game, world)
    end
    return setmetatable(talk, Talk)
end

--- The player of that name; a new one if he is not there yet.
function Talk:player(name)
    local player = self.by_name[name]
    if not player then
        player = self.world:newcomer(name == "" and FIRST or name, self.lang)
        self.by_name[name] = player
        self.list[#self.list + 1] = { name = name, player = player }
    end
    return player
end

local function stamp_of(player)
    local session = player.world:session(player.id)
    local top = session and session.path[#session.path]
    return top and top.stamp
end

local function add_lines(lines, prefix, words)
    for line in (texts.strip(words) .. "\n"):gmatch "(.-)\n" do
        line = text.trim(line)
        if line ~= "" then
            lines[#lines + 1] = prefix ~= "" and prefix .. line or transcript.shown(line)
        end
    end
end

local function add_buttons(lines, prefix, rows)
    local labels = {}
    for _, row in ipairs(rows or {}) do
        for _, button in ipairs(row) do
            labels[#labels + 1] = ("[%s]"):format(button.text)
        end
    end
    if #labels > 0 then
        lines[#lines + 1] = prefix .. table.concat(labels, " ")
    end
end

-- The last screen counts; messages in their order before it.
local function add_seen(self, lines, entry, acted)
    local player, prefix = entry.player, acted and "" or entry.name == "" and "< " or entry.name .. "< "
    local screen
    for _, out in ipairs(player.got) do
        if out.kind == "screen" then
            screen = out
        else
            add_lines(lines, prefix, out.html or "")
            add_buttons(lines, prefix, out.body.rows)
        end
    end
    if screen and (acted == "acts" or screen.noted or stamp_of(player) ~= self.stamps[player]) then
        add_lines(lines, prefix, screen.html or "")
        add_buttons(lines, prefix, screen.body.rows)
    end
end

local function seen(self, actor, acts)
    local lines = {}
    for _, entry in ipairs(self.list) do
        if entry.player == actor then
            add_seen(self, lines, entry, acts and "acts" or "waits")
        end
    end
    for _, entry in ipairs(self.list) do
        if entry.player ~= actor then
            add_seen(self, lines, entry, nil)
        end
    end
    return lines
end

-- Words from their first letter or digit to their last, in small letters: without emoji around them.
local function bare(words)
    local from, to
    for at, code in utf8.codes(words) do
        local char = utf8.char(code)
        if char:find "^%w" or text.lower(char) ~= text.upper(char) then
            from, to = from or at, at + #char - 1
        end
    end
    return from and text.lower(words:sub(from, to)) or ""
end

-- What a button is called: the words on it, its id ("train", "strike high", "look page 2", "back"), or
-- its words without what stands before them (an emoji).
local function called(button, name)
    local record = button.record
    if button.text == name then
        return true
    elseif not record then
        return button.choice == name
    elseif record.b then
        return name == "back"
    elseif record.p then
        return name == ("%s page %d"):format(record.p, record.n)
    end
    return name == record.c
        or record.e ~= nil
            and (name == ("%s %s"):format(record.c, record.e) or name == ("%s.%s"):format(record.c, record.e))
end

--- All buttons that a player has: { {text, data, record | choice}, ... }: his screen's, then of
--- pushes and of posts in his groups (with `group` and `scene`).
function M.buttons(player)
    local found, view = {}, player:view()
    for _, row in ipairs(player.shown and player.shown.rows or {}) do
        for _, button in ipairs(row) do
            local nonce, index = tostring(button.data):match "^s%.([^.]+)%.(%d+)" -- a seal may follow
            local record = nonce == view.nonce and view.choices[math.tointeger(tonumber(index))] or nil
            if record then
                found[#found + 1] = { text = button.text, data = button.data, record = record }
            end
        end
    end
    for _, list in ipairs { player:pushed(), groups.buttons(player) } do
        table.move(list, 1, #list, #found + 1, found)
    end
    return found
end

local function loosely(button, name)
    local label = bare(button.text)
    return label ~= "" and label == bare(name)
end

--- The button of that name; or nil and what there is.
function M.find(player, name)
    local all, names = M.buttons(player), {}
    for _, fit in ipairs { called, loosely } do
        for _, button in ipairs(all) do
            if fit(button, name) then
                return button
            end
        end
    end
    for i, button in ipairs(all) do
        names[i] = ("[%s]"):format(button.text)
    end
    return nil,
        ("there is no button [%s] here; there are: %s"):format(name, #names > 0 and table.concat(names, " ") or "none")
end

local function act(self, player, item, button)
    for _, entry in ipairs(self.list) do
        entry.player.heard, entry.player.got = {}, {}
    end
    if button then
        player:presses(button.data, button.group, button.inline)
    elseif item.skip then
        self.world:skip(item.skip)
    elseif item.pays then
        player:pays()
    elseif item.refunded then
        player:refunded()
    else
        player:says(item.says, item.group)
    end
    if self.watch then
        self.watch:check()
    end
end

-- What was raised, and of its traceback what lies in the game.
local function tidy(reason)
    local message, trace = tostring(reason):match "^(.-)\nstack traceback:\n(.*)$"
    local lines = { message or tostring(reason) }
    for line in (trace or ""):gmatch "[^\n]+" do
        if line:find("scripts/", 1, true) then
            lines[#lines + 1] = line
        end
    end
    return table.concat(lines, "\n")
end
M.tidy = tidy

local function caught(reason)
    return watch.is_finding(reason) and reason or host.traceback(reason)
end

--- Does one thing; true, or nil, what went wrong in words, and the finding of watch.lua if it is one.
function Talk:act(player, item)
    local button, why
    if item.tap then
        button, why = M.find(player, item.tap)
        if not button then
            return nil, why
        end
    end
    local ok, reason = xpcall(act, caught, self, player, item, button)
    if not ok then
        return nil, tidy(reason), watch.is_finding(reason) and reason or nil
    end
    return true
end

-- The screen as it stands.
local function look(player)
    local lines = {}
    if player.shown then
        add_lines(lines, "", player.shown.text or "")
        add_buttons(lines, "", player.shown.rows)
    end
    return lines
end

--- Plays a step: the lines that are seen; or nil and what went wrong.
function Talk:play(step)
    local player = self:player(step.name)
    if #step.items == 0 then
        return look(player)
    end
    for _, item in ipairs(step.items) do
        for _, entry in ipairs(self.list) do
            self.stamps[entry.player] = stamp_of(entry.player)
        end
        local done, reason = self:act(player, item)
        if not done then
            return nil, reason
        end
    end
    return seen(self, player, not step.items[#step.items].skip)
end

return M
