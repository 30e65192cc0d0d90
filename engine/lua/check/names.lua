-- Names inside functions: what scripts say to ctx, to content, to rules and to require, followed to what
-- is declared. Notes which texts, events and quests are used on the way.
local import = ...
local ctx = import "ctx"
local documents = import "check/documents"
local fields = import "fields"
local frozen = import "frozen"
local program_of = import "check/program"
local values = import "check/values"

local Names = {}
Names.__index = Names

local M = {}

--- used: texts by key; prefixes: of computed keys; stems: what used
--- ones begin with; emitted, started: events and quests by name; lost,
--- lost_event, lost_quest: a key or name that nothing can follow is there.
function M.new(program, problems)
    return setmetatable({
        program = program,
        game = program.game,
        values = program.values,
        problems = problems,
        used = {},
        prefixes = {},
        stems = {},
        named = {},
        emitted = {},
        started = {},
    }, Names)
end

local function place(node)
    return node.file, node.line
end

function Names:tell(code, node, message)
    local file, line = place(node)
    self.problems:add(code, file, line, message)
end

-- Calls fn(string, node) for each name that an expression may be; a computed one is told.
local function follow(self, expression, what, fn)
    for _, value in ipairs(self.values:of(expression)) do
        if value.k == "string" then
            fn(value.v, value.data and expression or value.at or expression)
        elseif value.k == "unknown" then
            self["lost_" .. what] = true
            self:tell("B019", expression, ("the name of a %s is computed here"):format(what))
        end
    end
end

Names.follow = follow

-- ----- texts

local FREE = { player = true, vars = true }

-- The literal names of a table of arguments; nil when some cannot be told.
local function argument_names(args)
    local names = {}
    if not args or args.plain == "nil" then
        return names
    elseif args.t ~= "table" then
        return nil
    end
    for _, item in ipairs(args.items) do
        if not item.key or item.key.t ~= "string" then
            return nil
        end
        names[item.key.value] = item.value.plain ~= "nil" or nil
    end
    return names
end

local function fit(self, call, key, args)
    local names, given = self.game.locales:names(key), argument_names(args)
    if not given then
        return
    end
    for _, name in ipairs(frozen.keys(names)) do
        if not FREE[name] and not given[name] then
            self:tell("B032", call, ("text %s needs {%s}, which is not given"):format(key, name))
        end
    end
    for _, name in ipairs(frozen.keys(given)) do
        if not names[name] and name ~= "n" and name ~= "form" then
            self:tell("B032", call, ("text %s has no {%s}"):format(key, name))
        end
    end
end

-- True if there is such a text. `node` is where a missing one would come from.
local function know(self, key, node)
    self.used[key] = true
    if self.game.locales:names(key) then
        return true
    end
    self:tell("B011", node, ("there is no text %s in content/locales"):format(key))
    return false
end

-- The names of rows; each that is missing is told once, where it is first asked for.
local function name_rows(self, value, node)
    for _, id in ipairs(value.id and { value.id } or frozen.keys(self.game.rows[value.kind] or {})) do
        local key = ("%s.%s"):format(value.kind, id)
        if self.game.has(value.kind, id) and not self.named[key] then
            self.named[key] = true
            know(self, key, node)
        end
    end
end

local function text_value(self, call, value, expression, args)
    if value.k == "string" then
        if know(self, value.v, value.data and expression or value.at or expression) then
            fit(self, call, value.v, args)
        end
    elseif value.k == "row" then
        name_rows(self, value, expression)
    elseif value.k == "unknown" then
        if value.prefix and value.prefix ~= "" then
            self.prefixes[#self.prefixes + 1] = value.prefix
        else
            self.lost = true
        end
        self:tell("B019", expression, "the key of a text is computed here")
    end
end

local function text(self, call, expression, args)
    for _, value in ipairs(expression and self.values:of(expression) or {}) do
        text_value(self, call, value, expression, args)
    end
end

-- ----- the words of ctx

local function scene(self, expression)
    if not expression then
        return
    end
    follow(self, expression, "scene", function(id, node)
        if id ~= "back" and not self.game.scenes[id] and not self.problems:hides("scenes", id) then
            self:tell("B010", node, ("there is no scene %s"):format(id))
        end
    end)
end

local function timer(self, expression)
    if not expression then
        return
    end
    follow(self, expression, "timer", function(id, node)
        if not self.game.timers[id] and not self.problems:hides("timers", id) then
            self:tell("B012", node, ("there is no timer %s"):format(id))
        end
    end)
end

local function quest(self, expression, fn)
    if not expression then
        return
    end
    follow(self, expression, "quest", function(id, node)
        local found = self.game.quests[id]
        if not found and not self.problems:hides("quests", id) then
            self:tell("B013", node, ("there is no quest %s"):format(id))
        elseif found and fn then
            fn(found, id)
        end
    end)
end

local words = {}

function words.t(self, call)
    text(self, call, call.args[1], call.args[2])
end
words.note = words.t

function words.push(self, call)
    local key, choice = call.args[2], call.args[4]
    text(self, call, key, call.args[3])
    for _, value in ipairs(choice and self.values:of(choice) or {}) do
        if value.k == "table" then
            scene(self, program_of.item(value.node, "go"))
            local id = program_of.item(value.node, "id")
            for _, one in ipairs(id and key and self.values:of(key) or {}) do
                follow(self, id, "button", function(name, node)
                    if one.k == "string" and self.game.locales:names(one.v) then
                        know(self, one.v .. "." .. name, node)
                    end
                end)
            end
        end
    end
end

function words.go(self, call)
    scene(self, call.args[1])
end
words.show = words.go

function words.after(self, call)
    timer(self, call.args[2])
end

function words.cancel(self, call)
    timer(self, call.args[1])
end

function words.stage(self, call)
    quest(self, call.args[1])
end

function words.advance(self, call)
    quest(self, call.args[1], function(found, id)
        self.started[id] = true
        if not call.args[2] then
            return
        end
        follow(self, call.args[2], "stage", function(stage, node)
            if stage ~= "done" and not found.stages[stage] then
                self:tell("B013", node, ("quest %s has no stage %s"):format(id, stage))
            end
        end)
    end)
end

local function event_field(self, call, event, item)
    local name = item.key and item.key.t == "string" and item.key.value
    if not name or name == "n" then
        return
    end
    local field = self.game.events[event][name]
    if not field then
        return self:tell("B014", call, ("event %s has no field %s in content/events.lua"):format(event, name))
    end
    for _, value in ipairs(self.values:of(item.value)) do
        local reason = value.k == "string" and not value.data and fields.check(field, value.v, self.game.has)
        if reason then
            self:tell("B014", value.at or call, ("event %s: %s: %s"):format(event, name, reason))
        end
    end
end

function words.emit(self, call)
    if not call.args[1] then
        return
    end
    follow(self, call.args[1], "event", function(event, node)
        self.emitted[event] = true
        if not self.game.events[event] then
            return self:tell("B014", node, ("%s is not in content/events.lua"):format(event))
        end
        local given = call.args[2]
        for _, item in ipairs(given and given.t == "table" and given.items or {}) do
            event_field(self, call, event, item)
        end
    end)
end

words.get, words.make, words.find = documents.get, documents.make, documents.find
words.board = documents.board

function words.lore(self, call)
    if not call.args[1] then
        return
    end
    follow(self, call.args[1], "kind of lore", function(kind, node)
        local prompt = self.game.prompts[kind]
        local given = call.args[2]
        if not prompt then
            return self:tell("B016", node, ("there is no content/prompts/%s.lua"):format(kind))
        elseif not given or given.t ~= "table" then
            return
        end
        local there = {}
        for _, item in ipairs(given.items) do
            there[item.key and item.key.value or false] = true
        end
        for _, name in ipairs(prompt.def.facts) do
            if not there[name] then
                self:tell("B016", call, ("%s needs the fact %s"):format(prompt.path, name))
            end
        end
    end)
end

-- ----- content, rules, require

local function kind_exists(self, index)
    for _, value in ipairs(self.values:of(index.key)) do
        if value.k == "string" and not self.game.rows[value.v] then
            self:tell("B015", index, ("there is no content.%s"):format(value.v))
        end
    end
end

local function row_exists(self, index, kind)
    if not self.game.rows[kind] then
        return
    end
    for _, value in ipairs(self.values:of(index.key)) do
        if value.k == "string" and not value.data and not self.game.has(kind, value.v) then
            self:tell("B015", value.at or index, ("content.%s has no row %s"):format(kind, value.v))
        end
    end
end

local function row_field(self, index, row)
    local schema, key = self.game.schemas[row.kind], index.key
    local name = key.t == "string" and key.value
    if name and schema and name ~= "id" and not schema.table[name] then
        self:tell("B015", index, ("content/schemas/%s.lua has no field %s"):format(row.kind, name))
    end
end

local function rule_exists(self, index)
    local file, name = index.object.key.value, index.key.value
    local ok, reason = pcall(function()
        return self.game.rules[file][name]
    end)
    if not ok and self.game.sources[("rules/%s.lua"):format(file)] == nil then
        self:tell("B017", index, ("there is no scripts/rules/%s.lua"):format(file))
    elseif not ok and tostring(reason):find("has no function", 1, true) then
        self:tell("B017", index, ("scripts/rules/%s.lua has no function %s"):format(file, name))
    end
end

local function is_global(node, name)
    return node.t == "name" and not node.bind and node.name == name
end

local function check_index(self, index)
    local object = index.object
    if is_global(object, "content") then
        return kind_exists(self, index)
    elseif is_global(object, "rules") then
        return
    elseif object.t == "index" and is_global(object.object, "rules") then
        if object.key.t == "string" and index.key.t == "string" then
            rule_exists(self, index)
        end
        return
    end
    for _, value in ipairs(self.values:of(object)) do
        if value.k == "kind" then
            row_exists(self, index, value.kind)
        elseif value.k == "row" then
            row_field(self, index, value)
        elseif value.k == "doc" and index.assigned then
            documents.assigned(self, index, value.kind)
        end
    end
end

local function check_require(self, call)
    local name = call.args[1]
    for _, value in ipairs(name and self.values:of(name) or {}) do
        if value.k == "string" and not self.game.sources[value.v:gsub("%.", "/") .. ".lua"] then
            self:tell("B017", call, ("there is no scripts/%s.lua"):format(value.v:gsub("%.", "/")))
        elseif value.k == "unknown" then
            self:tell("B019", call, "the name of a module is computed here")
        end
    end
end

local function check_call(self, call)
    if call.t == "call" then
        return is_global(call.callee, "require") and check_require(self, call) or nil
    elseif call.object.t ~= "name" or not values.is_ctx(call.object) then
        return
    end
    if words[call.name] then
        words[call.name](self, call)
    elseif not ctx.has(call.name) then
        self:tell("B018", call, ("ctx has no word %s"):format(call.name))
    end
end

-- A global that is written, or read though there is none: both raise when the line runs.
local function check_global(self, node)
    if node.assigned then
        self:tell("B005", node, ("scripts define no globals: write `local %s`"):format(node.name))
    elseif not pcall(function()
        return self.game.env[node.name]
    end) then
        self:tell("B005", node, ("there is no global %s here"):format(node.name))
    end
end

-- What a test says of texts and scenes: there the words belong to players.
local function check_test(self, call)
    if call.t ~= "method" or (call.name ~= "sees" and call.name ~= "misses") then
        return
    end
    local key = call.args[1]
    if key and key.t == "string" and not self.game.locales:names(key.value) then
        self:tell("B011", key, ("there is no text %s in content/locales"):format(key.value))
    end
end

--- Follows all names of all scripts.
function Names:run()
    self.program:each(function(chunk, file)
        local is_test = file:find("^scripts/tests/")
        for _, node in ipairs(chunk.globals) do
            check_global(self, node)
        end
        for _, index in ipairs(chunk.indexes) do
            check_index(self, index)
        end
        for _, call in ipairs(chunk.calls) do
            (is_test and check_test or check_call)(self, call)
        end
        for _, node in ipairs(is_test and {} or chunk.strings) do
            self.used[node.value] = true
        end
    end)
end

return M
