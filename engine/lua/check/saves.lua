-- What saves name and the game has no longer: scenes that players stand in, timers that are still to fire,
-- quests that are open, rows in fields of type ref. The saves come page by page (app/saves.c).
local import = ...
local frozen = import "frozen"

local Saves = {}
Saves.__index = Saves

local M = {}

local RENAMED = "content/renamed.lua"

function M.new(game)
    return setmetatable({ game = game, docs = 0, scenes = {}, timers = {}, quests = {}, rows = {} }, Saves)
end

local function count(of, name)
    of[name] = (of[name] or 0) + 1
end

local function newest(self, kind, id)
    local names = self.game.renamed[kind]
    return names and names[id] or id
end

local function has_ref(field) -- also within lists and maps
    return field.type == "ref" or (type(field.of) == "table" and has_ref(field.of))
end

--- The kinds of documents that are worth reading.
function Saves:kinds()
    local kinds = { "_session" }
    for _, kind in ipairs(frozen.keys(self.game.documents)) do
        for _, field in next, self.game.documents[kind].fields do
            if has_ref(field) then
                kinds[#kinds + 1] = kind
                break
            end
        end
    end
    return kinds
end

local function read_session(self, session)
    for _, top in ipairs(session.path or {}) do
        if not self.game.scenes[newest(self, "scenes", top.scene)] then
            count(self.scenes, top.scene)
        end
    end
    for id, at in next, session.quests or {} do
        local quest = self.game.quests[id]
        if at.stage ~= "done" and not (quest and quest.stages[at.stage]) then
            count(self.quests, ("%s, stage %s"):format(id, tostring(at.stage)))
        end
    end
end

local function read_value(self, field, value)
    if field.type == "ref" then
        if type(value) == "string" and not self.game.has(field.of, newest(self, field.of, value)) then
            count(self.rows, ("content.%s.%s"):format(field.of, value))
        end
    elseif type(field.of) == "table" and type(value) == "table" then
        for _, entry in next, value do
            read_value(self, field.of, entry)
        end
    end
end

--- page: { docs = { {kind, doc}, ... }, timers = { name, ... } }.
function Saves:add(page)
    for _, one in ipairs(page.docs or {}) do
        self.docs = self.docs + 1
        local declared = self.game.documents[one.kind]
        if one.kind == "_session" then
            read_session(self, one.doc)
        end
        for name, field in next, declared and declared.fields or {} do
            if one.doc[name] ~= nil then
                read_value(self, field, one.doc[name])
            end
        end
    end
    for _, name in ipairs(page.timers or {}) do
        local own = name:sub(1, 1) == "~" -- the engine's
        if not own and not self.game.timers[newest(self, "timers", name)] then
            count(self.timers, name)
        end
    end
end

local function tell(problems, code, of, words)
    for _, name in ipairs(frozen.keys(of)) do
        problems:add(code, RENAMED, nil, words:format(name, of[name]))
    end
end

function Saves:tell(problems)
    tell(problems, "B050", self.scenes, "scene %s is gone, and is on the paths of %d players")
    tell(problems, "B051", self.timers, "timer %s is gone, and is still to fire %d times")
    tell(problems, "B052", self.rows, "%s is gone, and is named %d times in saves")
    tell(problems, "B053", self.quests, "quest %s is gone, and open for %d players")
end

return M
