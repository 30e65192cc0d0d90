-- Where a player stands: the document _session/PLAYER.
--
--   path    { {scene, vars, stamp, pages}, ... }: the last one is open; Back goes to the one before
--   stamp   a number for each arrival: a button belongs to one arrival at one scene
--   views   the newest keyboards that were shown and not yet used (views.lua)
--   noted   the lines above the screen, while it waits for lore (screen.lua)
--   drafted he watches lore being written (screen.lua)
--   sign    a hash of what the newest view shows
--   quests  { [quest] = {stage, n} }
--
-- A scene stands once on the path: going there again cuts the path back. Home is where a path begins.
-- A scene that holds is left for good: nothing leads back into a fight.
local import = ...
local docs = import "docs"

local M = {}

local MOVES_MAX = 8 -- scenes whose `enter` leads on, in one turn
local PATH_MAX = 32

local function push(T, scene, vars)
    local session = T.session
    session.stamp = (session.stamp or 0) + 1
    local path = session.path
    path[#path + 1] = { scene = scene, vars = vars, stamp = session.stamp }
    if #path > PATH_MAX then
        table.remove(path, 1)
    end
end

function M.top(T)
    local path = T.session.path
    return path[#path]
end

--- Vars as they are kept: documents in them by name.
local function packed(T, vars)
    local kept = {}
    for key, value in next, vars or {} do
        local slot = type(value) == "table" and (T.slot_of[value] or T.gone[value])
        kept[key] = slot and { ["$doc"] = { slot.kind, slot.id } } or value
    end
    return kept
end
M.packed = packed

local function holds_gone(T, vars)
    for _, value in next, vars do
        if T.gone[value] then
            return true
        end
    end
    return false
end

--- The open scene's vars with its documents in them; nil when one of those is gone. Waits.
function M.vars(T, top)
    local known = T.vars_of[top]
    if known then
        return not holds_gone(T, known) and known or nil
    end
    local vars = {}
    for key, value in next, top.vars or {} do
        local name = type(value) == "table" and value["$doc"]
        if name then
            value = docs.get(T, name[1], name[2])
            if value == nil then
                return nil
            end
        end
        vars[key] = value
    end
    T.vars_of[top] = vars
    return vars
end

--- Puts the vars that scripts have changed back into the session.
function M.pack(T)
    for _, top in ipairs(T.session.path) do
        if T.vars_of[top] then
            top.vars = packed(T, T.vars_of[top])
        end
    end
end

local function holds(T, top)
    local scene, was = T.game.scenes[top.scene], T.running
    local hold = scene.def.hold
    if not hold or not T:begin(scene) then
        return false -- nobody is held where nothing works
    end
    if type(hold) == "function" then
        hold = T:draw(function()
            return hold(T:enter_vars(top))
        end)
    end
    T:blame(was)
    return hold
end
M.holds = holds

local function cut(T, scene)
    local path = T.session.path
    for i = #path, 1, -1 do
        if path[i].scene == scene then
            for j = #path, i, -1 do
                path[j] = nil
            end
            return
        end
    end
end

local function forward(T, scene, vars)
    local path = T.session.path
    if #path > 0 and path[#path].scene ~= scene and holds(T, path[#path]) then
        path[#path] = nil
    end
    if scene == T.game.init.home then
        T.session.path = {}
    else
        cut(T, scene)
    end
    push(T, scene, packed(T, vars))
end

--- One step back; home at the last. `enter` does not run.
function M.back(T)
    local path = T.session.path
    path[#path] = nil
    if #path == 0 then
        M.arrive(T, T.game.init.home)
    else
        T.session.stamp = (T.session.stamp or 0) + 1
        path[#path].stamp = T.session.stamp
    end
end

--- Leads back from places whose documents are gone, before anything is done there.
function M.leave_gone(T)
    while M.top(T) and not M.vars(T, M.top(T)) do
        M.back(T)
    end
end

--- Goes to a scene and runs its `enter`.
function M.arrive(T, scene, vars)
    forward(T, scene, vars)
    local arrived = T.game.scenes[scene]
    local enter = arrived.def.enter
    if enter and T:begin(arrived) then
        enter(T:enter_vars(M.top(T)))
    end
end

--- Carries out what ctx:go asked for, and what the scenes on the way ask for.
function M.follow(T)
    for _ = 1, MOVES_MAX do
        local to = T.going
        if not to then
            return
        end
        T.going = nil
        if to.scene == "back" then
            M.back(T)
        else
            M.arrive(T, to.scene, to.vars)
        end
    end
    error(("the scenes around %s lead on and on: %d moves in one turn"):format(M.top(T).scene, MOVES_MAX), 0)
end

local function rename(T, top)
    local new = T.game.renamed.scenes and T.game.renamed.scenes[top.scene]
    top.scene = new or top.scene
    return T.game.scenes[top.scene] ~= nil
end

--- Opens the session of the turn's player; a new one if `make`. Scenes that are gone lead home.
function M.open(T, id, make)
    local session = docs.get(T, "_session", id)
    if not session then
        if not make then
            return nil
        end
        session = docs.make(T, "_session", id, { path = {}, views = {}, quests = {} })
    end
    T.session = session
    local path, kept = session.path, 0
    local before = #path
    for i = 1, before do
        local top = path[i]
        path[i] = nil
        if rename(T, top) then
            kept = kept + 1
            path[kept] = top
        end
    end
    return session, kept < before
end

return M
