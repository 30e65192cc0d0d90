-- What must hold in a world after every step, whoever walks in it: gold comes and goes only by ctx:pay,
-- nobody stands where nothing can be done, and what scripts/tests/invariants.lua says.
--
--   return {
--       ["a bag has twenty places"] = function(world)
--           for player in world:each "player" do assert(rules.bags.size(player.bag) <= 20, player.name) end
--       end,
--       ends = { "ending" },    scenes that are meant to have no way out
--   }
--
-- Whatever does not hold raises { kind, place, words }: `kind` and `place` say whether two findings are
-- the same.
local import = ...
local frozen = import "frozen"
local host = import "host"
local json = import "json"

local Watch = {}
Watch.__index = Watch

local M = {}

local PATH = "tests/invariants.lua"

local FINDING = {
    __tostring = function(finding)
        return finding.words
    end,
}

function M.finding(kind, place, words)
    return setmetatable({ kind = kind, place = place, words = words }, FINDING)
end

function M.is_finding(value)
    return getmetatable(value) == FINDING
end

--- The rules of scripts/tests/invariants.lua and the scenes that may be ends; raises for what is wrong.
function M.load(game)
    local source = game.sources[PATH]
    if not source then
        return {}, {}
    end
    local chunk, reason = host.compile(source, "@scripts/" .. PATH, game.env)
    local given = chunk and chunk() or error(reason, 0)
    local rules, ends = {}, {}
    for _, id in ipairs(given.ends or {}) do
        if not game.scenes[id] then
            error(("scripts/%s: ends: there is no scene %s"):format(PATH, tostring(id)), 0)
        end
        ends[id] = true
    end
    for _, name in ipairs(frozen.keys(given)) do
        if name ~= "ends" then
            if type(given[name]) ~= "function" then
                error(("scripts/%s: %s: a function of the world is expected"):format(PATH, tostring(name)), 0)
            end
            rules[#rules + 1] = { name = name, holds = given[name] }
        end
    end
    return rules, ends
end

--- Watches a world from now on.
function M.new(game, world)
    local watch = setmetatable({ game = game, world = world }, Watch)
    watch.rules, watch.ends = M.load(game)
    for _, command in next, game.commands do
        watch.has_commands = watch.has_commands
            or not command.def.role and (command.def.where or "private") == "private"
    end
    world.watch = watch
    return watch
end

local function gold_of(watch, kind, body)
    local doc = body and json.decode(body)
    if doc and doc.gold then
        return doc.gold
    end
    return body ~= false and watch.game.documents[kind] and watch.game.documents[kind].fields.gold.default or 0
end

--- A turn's writes, before they are applied: each document's gold changes by its payments and no more.
function Watch:turn(world, work)
    local paid = {}
    for _, payment in ipairs(work.paid) do
        paid[payment.from] = (paid[payment.from] or 0) - payment.amount
        paid[payment.to] = (paid[payment.to] or 0) + payment.amount
    end
    for _, key in ipairs(frozen.keys(work.docs)) do
        local kind = key:match "^(.-)/"
        if kind:sub(1, 1) ~= "_" then
            local before, after = gold_of(self, kind, world.docs[key]), gold_of(self, kind, work.docs[key])
            local made = after - before - (paid[key] or 0)
            if made ~= 0 then
                local words = "%s has %d gold %s ctx:pay: it had %d, has %d, and was paid %d"
                local how = made > 0 and "from nothing, without" or "less, without"
                words = words:format(key, math.abs(made), how, before, after, paid[key] or 0)
                error(M.finding("gold", kind, words), 0)
            end
        end
    end
end

-- Does something come that changes what he sees: his own timer, one of a document in his vars; or is such
-- a document gone, so that whatever he does leads back?
local function waits(world, id, vars)
    if world.timers:has("player/" .. id) then
        return true
    end
    for _, value in next, vars or {} do
        local name = type(value) == "table" and value["$doc"]
        local key = name and name[1] .. "/" .. name[2]
        if key and (world.timers:has(key) or not world.docs[key]) then
            return true
        end
    end
    return false
end

function Watch:stuck(player)
    local session = self.world:session(player.id)
    local top = session and session.path[#session.path]
    local scene = top and self.game.scenes[top.scene]
    if not scene or self.ends[scene.id] then
        return
    end
    if #player:view().choices > 0 or scene.def.input or waits(self.world, player.id, top.vars) then
        return
    elseif not scene.def.hold and self.has_commands then
        return
    end
    local words = "a dead end: scene %s has no button, takes no words and waits for nothing"
    error(M.finding("dead end", scene.id, words:format(scene.id)), 0)
end

--- Raises unless all holds.
function Watch:check()
    for _, id in ipairs(frozen.keys(self.world.players)) do
        self:stuck(self.world.players[id])
    end
    for _, rule in ipairs(self.rules) do
        local ok, held, reason = pcall(rule.holds, self.world)
        if not ok or held == false then
            local words = ("broken invariant: %s: %s"):format(rule.name, tostring(ok and (reason or "false") or held))
            error(M.finding("invariant", rule.name, words), 0)
        end
    end
end

return M
