-- Quests: stages that wait for events by name. Where a player is in each stands in his session:
-- quests[ID] = { stage = "hunt", n = 1 }.
local import = ...
local fields = import "fields"
local frozen = import "frozen"
local renames = import "renames"
local texts = import "texts"

local M = {}

local function find(T, id, level)
    local quest = T.game.quests[id]
    if not quest then
        error(("there is no quest %s"):format(tostring(id)), level + 1)
    elseif not T.session then
        error("quests belong to a player, and this turn has none", level + 1)
    end
    return quest
end

function M.stage(T, id, level)
    find(T, id, level + 1)
    local at = T.session.quests[id]
    return at and at.stage or nil
end

function M.advance(T, id, stage, level)
    local quest = find(T, id, level + 1)
    if stage ~= "done" and not quest.stages[stage] then
        error(("quest %s has no stage %s"):format(id, tostring(stage)), level + 1)
    end
    T.session.quests[id] = { stage = stage, n = 0 }
end

--- Raises unless the event is declared and its fields fit.
function M.check(T, event, given, level)
    local known = T.game.events[event]
    if not known then
        error(("%s is not in content/events.lua"):format(tostring(event)), level + 1)
    end
    for _, name in ipairs(frozen.keys(given)) do
        local field = known[name]
        local reason = not field and name ~= "n" and "no such field in content/events.lua"
            or field and fields.check(field, given[name], T.game.has)
        if reason then
            error(("event %s: %s: %s"):format(event, tostring(name), reason), level + 1)
        end
    end
end

local function fits(on, event, given)
    if not on or on[1] ~= event then
        return false
    end
    for name, value in next, on do
        if name ~= 1 and given[name] ~= value then
            return false
        end
    end
    return true
end

-- A quest that is set aside waits before its next step: the same event brings it there when it is mended.
local function finish(T, id, quest, stage)
    local was = T.running
    if stage.run and not T:begin(quest) then
        T.session.quests[id].n = (stage.count or 1) - 1
        return T:note(texts.new "common.aside.quest")
    end
    local below = quest.def[quest.at[stage.id] + 1]
    T.session.quests[id] = { stage = stage.next or (below and below.id) or "done", n = 0 }
    if stage.run then
        stage.run(T.ctx)
        T:blame(was)
    end
end

--- Counts an event in every open stage that waits for it.
function M.emit(T, event, given, level)
    M.check(T, event, given, level + 1)
    if T.tell then
        T.tell(event) -- whoever counts what happens: simulate.lua
    end
    if not T.session then
        return
    end
    for _, id in ipairs(frozen.keys(T.session.quests)) do
        local quest, at = T.game.quests[id], T.session.quests[id]
        local stage = quest and quest.stages[at.stage]
        if stage and fits(stage.on, event, given) then
            at.n = at.n + (given.n or 1)
            if at.n >= (stage.count or 1) then
                finish(T, id, quest, stage)
            end
        end
    end
end

--- The same for an event that was sent when content may have had other names.
function M.receive(T, event, given)
    local declared = T.game.events[event]
    local rename = declared and renames.plan(declared, T.game.renamed)
    if rename then
        rename(given)
    end
    M.emit(T, event, given, 1)
end

--- A list of texts: title and stage of each open quest.
function M.journal(T)
    local lines = {}
    for _, id in ipairs(frozen.keys(T.session.quests)) do
        local quest, at = T.game.quests[id], T.session.quests[id]
        local stage = quest and quest.stages[at.stage]
        if stage then
            lines[#lines + 1] = texts.new(("quests.%s.title"):format(id))
            lines[#lines + 1] = texts.new(("quests.%s.%s"):format(id, stage.id), { n = at.n, of = stage.count or 1 })
        end
    end
    return lines
end

return M
