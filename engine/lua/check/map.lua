-- The map of a game: which scene leads where, and by what; which quests there are and what feeds them.
--
--   node  { id, kind, label, file, line, start, home, hold, unreachable, dead_end }
--         kind: scene, command, timer, quest, push. Only scenes are always there; the others where they
--         lead somewhere. The id of a scene is its own; others are "command/bag", "push/KEY".
--   edge  { from, to, by, how }   how: choice, go (from a function), show, push (the button of a push), sends
--   quest { id, file, line, started_by = {node ids}, stages = { {id, event, count, next, fed_by}, ... } }
--
-- Back is drawn nowhere: it leads wherever a player came from.
local import = ...
local frozen = import "frozen"
local program_of = import "check/program"
local values = import "check/values"
local each = import("problems").each

local Map = {}
Map.__index = Map

local M = {}

-- ----- what things do

local function add_edge(self, from, to, by, how)
    local key = table.concat({ from, to, by, how }, "\0")
    if not self.drawn[key] then
        self.drawn[key] = true
        local edge = { from = from, to = to, by = by, how = how }
        self.edges[#self.edges + 1] = edge
        self.ways[from] = self.ways[from] or {}
        table.insert(self.ways[from], edge)
    end
end

local function literals(self, expression, fn)
    for _, value in ipairs(expression and self.program.values:of(expression) or {}) do
        if value.k == "string" then
            fn(value.v)
        elseif value.k == "unknown" then
            return false
        end
    end
    return true
end

local function lead(self, from, by, how, expression)
    return literals(self, expression, function(id)
        if id == "back" then
            from.back = true
        elseif self.game.scenes[id] then
            add_edge(self, from.id, id, by, how)
        end
    end)
end

local function on_push(self, from, call)
    local values_of, choice = self.program.values, call.args[4]
    for _, value in ipairs(choice and values_of:of(choice) or {}) do
        local go = value.k == "table" and program_of.item(value.node, "go")
        local id = value.k == "table" and program_of.item(value.node, "id")
        literals(self, go and call.args[2], function(key)
            local push = self:node("push/" .. key, "push", key, call.file, call.line)
            add_edge(self, from.id, push.id, "", "sends")
            self.open = not lead(self, push, id and id.value or "", "push", go) or self.open
        end)
    end
end

local on = {}

function on.go(self, from, by, call)
    if not lead(self, from, by, "go", call.args[1]) then
        from.open, self.open = true, true
    end
end

function on.show(self, from, by, call)
    self.open = not lead(self, from, by, "show", call.args[1]) or self.open
end

function on.push(self, from, _, call)
    on_push(self, from, call)
end

function on.after(self, from, _, call)
    literals(self, call.args[2], function(timer)
        from.timers[timer] = true
    end)
end

function on.emit(self, from, _, call)
    literals(self, call.args[1], function(event)
        self.emits[event] = self.emits[event] or {}
        self.emits[event][from.id] = true
    end)
end

function on.advance(self, from, _, call)
    literals(self, call.args[1], function(quest)
        self.starts[quest] = self.starts[quest] or {}
        self.starts[quest][from.id] = true
    end)
end

local function follow(self, from, by, expression)
    local seen, known = self.program:reached(expression, function(call)
        if call.t == "method" and call.object.t == "name" and values.is_ctx(call.object) and on[call.name] then
            on[call.name](self, from, by, call)
        end
    end)
    for func in next, seen do
        self.visited[func], from.funcs[func] = true, true
    end
    from.open = from.open or not known
end

--- The node of that id, made if it is new.
function Map:node(id, kind, label, file, line)
    local made = self.by_id[id]
    if not made then
        made = { id = id, kind = kind, label = label, file = file, line = line, timers = {}, funcs = {} }
        self.by_id[id] = made
        self.nodes[#self.nodes + 1] = made
    end
    return made
end

local function read_scene(self, scene, id)
    local declared = self.program.declared.scene[id]
    local node = self:node(id, "scene", id, scene.path, declared and declared.line)
    node.hold = scene.def.hold and true or nil
    node.holds = scene.def.hold
    node.start = id == self.game.init.start or nil
    node.home = id == self.game.init.home or nil
    for _, choice in ipairs(scene.def) do
        if choice.go == "back" then
            node.back = true
        elseif choice.go and self.game.scenes[choice.go] then
            add_edge(self, id, choice.go, choice.id, "choice")
        end
    end
    if not declared then
        node.open = true
        return
    end
    for _, act in ipairs(self.program:acts(declared)) do
        follow(self, node, act.id, act.expression)
    end
end

local function read_other(self, made, label)
    local node = self:node(made.word .. "/" .. made.id, made.word, label, made.file, made.line)
    for _, act in ipairs(self.program:acts(made)) do
        follow(self, node, act.id == "run" and "" or act.id, act.expression)
    end
end

-- What stands in functions that nothing declared runs, as far as can be followed: it may be run.
local function read_rest(self)
    local rest = { id = "", timers = {}, funcs = {} }
    self.program:each(function(chunk, file)
        for _, call in ipairs(file:find("^scripts/tests/") and {} or chunk.calls) do
            if
                not self.visited[call.func]
                and call.t == "method"
                and call.object.t == "name"
                and values.is_ctx(call.object)
                and on[call.name]
            then
                on[call.name](self, rest, "", call)
            end
        end
    end)
end

-- ----- what is found on the map

local function reach(self, from, reached)
    if reached[from] then
        return
    end
    reached[from] = true
    for _, edge in ipairs(self.ways[from] or {}) do
        reach(self, edge.to, reached)
    end
end

-- Everything but a scene is a beginning: it comes without the player's doing.
local function mark_unreachable(self)
    local reached = {}
    for _, node in ipairs(self.nodes) do
        if node.kind ~= "scene" or node.start or node.home then
            reach(self, node.id, reached)
        end
    end
    reach(self, "", reached)
    for _, new in next, self.game.renamed.scenes or {} do
        reach(self, new, reached)
    end
    for _, node in ipairs(self.nodes) do
        if not reached[node.id] and not self.open then
            node.unreachable = true
        end
    end
end

local function may_be_nothing(self, scene)
    local text = scene and program_of.item(scene.node, "text")
    for _, func in ipairs(text and self.program.values:functions(text) or {}) do
        if #func.returns == 0 then
            return true
        end
        for _, value in ipairs(self.program.values:inside(func, 1)) do
            if value.k == "nothing" then
                return true
            end
        end
    end
    return false
end

-- A document in the vars may be gone, and then the player is led back.
local function uses_vars(self, scene)
    local funcs = {}
    for _, node in ipairs(scene and { scene.node } or {}) do
        for _, part in ipairs { node, table.unpack(self.parts_of(scene)) } do
            for _, item in ipairs(part.items) do
                if item.key then
                    for func in next, (self.program:reached(item.value)) do
                        funcs[func] = true
                    end
                end
            end
        end
    end
    for func in next, funcs do
        if self.with_vars[func] then
            return true
        end
    end
    return false
end

local function leads_away(self, node)
    for _, edge in ipairs(self.ways[node.id] or {}) do
        if edge.to ~= node.id and edge.how ~= "sends" and edge.how ~= "show" then
            return true
        end
    end
    return false
end

-- A timer that the scene sets may lead on.
local function timer_leads(self, node)
    for timer in next, node.timers do
        local made = self.by_id["timer/" .. timer]
        if made and (made.open or made.back or leads_away(self, made)) then
            return true
        end
    end
    return false
end

local function any_command(self)
    for _, node in ipairs(self.nodes) do
        if node.kind == "command" and (node.open or leads_away(self, node)) then
            return true
        end
    end
    return false
end

local function is_dead_end(self, node)
    if node.open or node.back or leads_away(self, node) or timer_leads(self, node) then
        return false
    elseif node.home and next(self.game.scenes, node.id) == nil and next(self.game.scenes) == node.id then
        return false -- the whole game is this scene
    elseif type(node.holds) == "function" then
        return false
    elseif not node.holds and not node.start and not node.home then
        return false -- Back
    elseif not node.holds and any_command(self) then
        return false
    end
    local declared = self.program.declared.scene[node.id]
    return not may_be_nothing(self, declared) and not uses_vars(self, declared)
end

local function sorted(set)
    local list = {}
    for _, id in ipairs(frozen.keys(set or {})) do
        list[#list + 1] = id ~= "" and id or nil
    end
    return list
end

local function read_quest(self, quest, id)
    local declared = self.program.declared.quest[id]
    local made = { id = id, file = quest.path, line = declared and declared.line, stages = {} }
    made.started_by = sorted(self.starts[id])
    for i, stage in ipairs(quest.def) do
        local event = stage.on and stage.on[1]
        local below = quest.def[i + 1]
        made.stages[i] = {
            id = stage.id,
            event = event,
            count = stage.count or 1,
            next = stage.next or (below and below.id) or "done",
            fed_by = sorted(event and self.emits[event]),
        }
    end
    self.quests[#self.quests + 1] = made
end

local function find_vars(self)
    self.program:each(function(chunk)
        for _, index in ipairs(chunk.indexes) do
            local object, key = index.object, index.key
            if object.t == "name" and values.is_ctx(object) and key.t == "string" and key.value == "vars" then
                self.with_vars[index.func] = true
            end
        end
    end)
end

-- A command or a timer that leads nowhere and feeds no quest is no part of the map.
local function drop_idle(self)
    local used = {}
    for _, edge in ipairs(self.edges) do
        used[edge.from], used[edge.to] = true, true
    end
    for _, feeds in ipairs { self.emits, self.starts } do
        for _, from in next, feeds do
            for id in next, from do
                used[id] = true
            end
        end
    end
    local kept = {}
    for _, node in ipairs(self.nodes) do
        if node.kind == "scene" or used[node.id] then
            kept[#kept + 1] = node
        end
    end
    self.nodes = kept
end

local LABELS = { command = "/%s", timer = "%s", quest = "%s" }

--- The map of a program (program.lua).
function M.new(program)
    local self = setmetatable({
        program = program,
        game = program.game,
        nodes = {},
        by_id = {},
        edges = {},
        ways = {}, -- edges by where they begin
        drawn = {},
        quests = {},
        emits = {},
        starts = {},
        visited = {},
        with_vars = {},
    }, Map)
    find_vars(self)
    each(program.game.scenes, function(scene, id)
        read_scene(self, scene, id)
    end)
    for _, made in ipairs(program.all) do
        if made.word ~= "scene" then
            read_other(self, made, LABELS[made.word]:format(made.id))
        end
    end
    read_rest(self)
    mark_unreachable(self)
    for _, node in ipairs(self.nodes) do
        node.dead_end = node.kind == "scene" and is_dead_end(self, node) or nil
    end
    drop_idle(self)
    each(program.game.quests, function(quest, id)
        read_quest(self, quest, id)
    end)
    return self
end

--- The tables of a declared scene's choices.
function Map.parts_of(scene)
    local list = {}
    for i, part in ipairs(scene.parts) do
        list[i] = part.node
    end
    return list
end

local SHOWN = { "id", "kind", "label", "file", "line", "start", "home", "hold", "unreachable", "dead_end" }

--- As plain data: { nodes, edges, quests, start, home }.
function Map:plain()
    local nodes, edges = {}, {}
    for i, node in ipairs(self.nodes) do
        nodes[i] = {}
        for _, name in ipairs(SHOWN) do
            nodes[i][name] = node[name]
        end
    end
    for _, edge in ipairs(self.edges) do
        if edge.from ~= "" then
            edges[#edges + 1] = edge
        end
    end
    return {
        nodes = nodes,
        edges = edges,
        quests = self.quests,
        start = self.game.init.start,
        home = self.game.init.home,
    }
end

--- Tells what is wrong with the map. names: what names.lua has found.
function Map:tell(problems, names)
    for _, node in ipairs(self.nodes) do
        if node.unreachable then
            problems:add("B020", node.file, node.line, ("no choice, push or command leads to scene %s"):format(node.id))
        end
        if node.dead_end then
            problems:add("B021", node.file, node.line, ("nothing leads out of scene %s"):format(node.id))
        end
    end
    for _, quest in ipairs(self.quests) do
        if not names.started[quest.id] and not names.lost_quest then
            problems:add("B023", quest.file, quest.line, ("nothing starts quest %s"):format(quest.id))
        end
        for _, stage in ipairs(quest.stages) do
            if
                stage.event
                and self.game.events[stage.event]
                and not names.emitted[stage.event]
                and not names.lost_event
            then
                local message = ("stage %s waits for event %s, which nothing emits"):format(stage.id, stage.event)
                problems:add("B022", quest.file, { quest.id, stage.id }, message)
            end
        end
    end
end

return M
