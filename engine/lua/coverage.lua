-- What a wander has reached of the game: scenes, choices, inputs, commands, stages of quests; and which
-- scenes nobody ever got out of.
local import = ...
local frozen = import "frozen"
local watch = import "watch"

local Coverage = {}
Coverage.__index = Coverage

local M = {}

local VISITS = 20 -- to scenes that nobody leaves, before that is said
local TRIES = 3 -- of each button there

function M.new(game)
    local _, ends = watch.load(game)
    return setmetatable(
        { game = game, ends = ends, reached = {}, edges = {}, visits = {}, first = {}, offers = {} },
        Coverage
    )
end

local function session_of(player)
    local session = player.world:session(player.id)
    return session, session and session.path[#session.path]
end

--- What is about to be done.
function Coverage:before(player, step)
    local _, top = session_of(player)
    self.key = step.key
    self.reached[step.key] = true
    if step.post then -- a scene that stands in a group
        self.reached["scene " .. step.post] = true
    end
    self.from = top and { player = player, scene = top.scene, stamp = top.stamp }
end

local function arrive(self, episode, from, to)
    if from then
        self.edges[to] = self.edges[to] or {}
        self.edges[to][from] = true
    end
    self.visits[to] = (self.visits[to] or 0) + 1
    self.reached["scene " .. to] = true
    self.first[to] = self.first[to] or { episode = episode, count = #episode.steps }
end

--- What became of it.
function Coverage:after(episode)
    local world = episode.talk.world
    self.at = self.at or {}
    for _, id in ipairs(frozen.keys(world.players)) do
        local session, top = session_of(world.players[id])
        if top then
            local before = self.at[id]
            local same = before and before.episode == episode
            if not same or before.scene ~= top.scene or self.from and self.from.player.id == id then
                arrive(self, episode, same and before.scene, top.scene)
            end
            self.at[id] = { episode = episode, scene = top.scene }
            for quest, at in next, session.quests do
                self.reached[("stage %s.%s"):format(quest, at.stage)] = true
            end
            self:offered(top.scene, world.players[id]:view())
        end
    end
end

-- Which buttons a scene has shown.
function Coverage:offered(scene, view)
    self.offers[scene] = self.offers[scene] or {}
    for _, record in ipairs(view.choices) do
        if record.c then
            self.offers[scene][("%s.%s"):format(scene, record.c)] = true
        end
    end
end

-- The scenes from which somebody got home.
local function leads_home(self)
    local home = self.game.init.home
    local known, queue = { [home] = true }, { home }
    while #queue > 0 do
        local to = table.remove(queue)
        for from in next, self.edges[to] or {} do
            if not known[from] then
                known[from] = true
                queue[#queue + 1] = from
            end
        end
    end
    return known
end

local function tried(self, scene, used)
    for key in next, self.offers[scene] or {} do
        if (used[key] or 0) < TRIES then
            return false
        end
    end
    return true
end

--- Scenes that many came to and nobody left, every button tried: { seed, steps, finding }, or nil.
function Coverage:trap(used)
    local home = leads_home(self)
    if not self.reached["scene " .. self.game.init.home] then
        return nil
    end
    local found, visits = {}, 0
    for _, scene in ipairs(frozen.keys(self.visits)) do
        if not home[scene] and not self.ends[scene] then
            if not tried(self, scene, used) then
                return nil
            end
            found[#found + 1], visits = scene, visits + self.visits[scene]
        end
    end
    if #found == 0 or visits < VISITS then
        return nil
    end
    local way = self.first[found[1]]
    local words = "nobody has found a way out of: %s (%d visits, every button tried %d times or more)"
    words = words:format(table.concat(found, ", "), visits, TRIES)
    local steps = table.move(way.episode.steps, 1, way.count, 1, {})
    return { seed = way.episode.seed, steps = steps, finding = watch.finding("trap", found[1], words) }
end

local function part(all, reached, prefix)
    local made = { total = #all, reached = 0, missed = {} }
    for _, name in ipairs(all) do
        if reached[prefix .. name] then
            made.reached = made.reached + 1
        else
            made.missed[#made.missed + 1] = name
        end
    end
    return made
end

--- { scenes, choices, inputs, commands, stages }, each { total, reached, missed = {id, ...} }.
function Coverage:report()
    local choices, inputs, commands, stages = {}, {}, {}, {}
    for _, id in ipairs(frozen.keys(self.game.scenes)) do
        local def = self.game.scenes[id].def
        for _, choice in ipairs(def) do
            choices[#choices + 1] = ("%s.%s"):format(id, choice.id)
        end
        inputs[#inputs + 1] = def.input and id .. ":input"
    end
    for _, id in ipairs(frozen.keys(self.game.commands)) do
        commands[#commands + 1] = not self.game.commands[id].def.role and "/" .. id or nil
    end
    for _, id in ipairs(frozen.keys(self.game.quests)) do
        for _, stage in ipairs(self.game.quests[id].def) do
            stages[#stages + 1] = ("%s.%s"):format(id, stage.id)
        end
    end
    return {
        scenes = part(frozen.keys(self.game.scenes), self.reached, "scene "),
        choices = part(choices, self.reached, ""),
        inputs = part(inputs, self.reached, ""),
        commands = part(commands, self.reached, ""),
        stages = part(stages, self.reached, "stage "),
    }
end

return M
