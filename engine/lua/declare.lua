-- The words of designers: scene "id" {...}, timer, quest, command. Each gives back a plain table that
-- says what it is; every mistake that can be seen without running is raised here, with the name of
-- the thing and of the field.
local import = ...
local bills = import "bills"
local fields = import "fields"
local frozen = import "frozen"
local texts = import "texts"
local views = import "views"

local M = {}

local SCENE = {
    text = "function",
    image = "any",
    enter = "function",
    hold = "any",
    input = "table",
}
local CHOICE = {
    id = "string",
    when = "function",
    run = "function",
    go = "string",
    vars = "any",
    label = "function",
    each = "any",
    page = "number",
    stars = "any",
    undo = "function",
}
local STAGE = { id = "string", on = "table", count = "number", run = "function", next = "string" }
local COMMAND = { args = "table", role = "string", where = "string", run = "function" }
local ROLES = { owner = true, admin = true, designer = true, moderator = true }
local PLACES = { private = true, group = true, anywhere = true, inline = true }

local function check_fields(what, given, known)
    for _, name in ipairs(frozen.keys(given)) do
        if type(name) == "string" then
            local kind = known[name]
            if not kind then
                error(("%s has no field %s"):format(what, name), 0)
            elseif kind ~= "any" and type(given[name]) ~= kind then
                error(("%s: %s is a %s, a %s expected"):format(what, name, type(given[name]), kind), 0)
            end
        end
    end
end

local function check_id(kind, id)
    if type(id) ~= "string" or not id:match("^%l[%w_]*[%w_.]*$") or id:match("%u") then
        error(("%s %q: an id is lower-case words joined by dots"):format(kind, tostring(id)), 0)
    end
end

-- Choices and stages are the list part; each has an id of its own.
local function check_list(what, given, known, part)
    local seen = {}
    for i, entry in ipairs(given) do
        local name = ("%s, %s %d"):format(what, part, i)
        if type(entry) ~= "table" then
            error(("%s is no table"):format(name), 0)
        end
        check_fields(name, entry, known)
        if type(entry.id) ~= "string" then
            error(("%s has no id"):format(name), 0)
        elseif seen[entry.id] then
            error(("%s: the %s %s is there twice"):format(what, part, entry.id), 0)
        end
        seen[entry.id] = entry
    end
    return seen
end

local function check_sale(what, choice)
    if choice.undo and choice.stars == nil then
        error(what .. ": `undo` belongs to a choice with `stars`", 0)
    elseif choice.stars == nil or type(choice.stars) == "function" then
        return
    end
    bills.check_price(what, choice.stars)
end

-- What is the same whenever the scene is drawn: its text and the labels of its choices, where no function
-- gives them; and of each choice without entries, what is known of its button.
local function words_of(id, given)
    local known = { text = texts.new(id .. ".text") }
    for _, choice in ipairs(given) do
        known[choice] = not choice.label and not choice.each and texts.new(id .. "." .. choice.id) or nil
    end
    return known
end

local function buttons_of(given)
    local known = {}
    for _, choice in ipairs(given) do
        local record = { c = choice.id }
        known[choice] = not choice.each and { record = record, line = views.line(record) } or nil
    end
    return known
end

local function scene(id, given)
    local what = "scene " .. id
    check_fields(what, given, SCENE)
    local by_id = check_list(what, given, CHOICE, "choice")
    for _, choice in ipairs(given) do
        check_sale(("%s, choice %s"):format(what, choice.id), choice)
    end
    if given.input then
        local plain = frozen.copy(given.input)
        fields.declare(plain, what .. ", input")
        if type(given.input.run) ~= "function" then
            error(what .. ": input needs run(ctx, value)", 0)
        end
    end
    return { choices = by_id, words = words_of(id, given), buttons = buttons_of(given) }
end

local function quest(id, given)
    local what = "quest " .. id
    check_fields(what, given, {})
    if #given == 0 then
        error(what .. " has no stages", 0)
    end
    local by_id = check_list(what, given, STAGE, "stage")
    local at = {}
    for i, stage in ipairs(given) do
        at[stage.id] = i
        if stage.next and stage.next ~= "done" and not by_id[stage.next] then
            error(("%s: stage %s: next is %s, which is no stage"):format(what, stage.id, stage.next), 0)
        end
    end
    return { stages = by_id, at = at }
end

local function command(id, given)
    local what = "command " .. id
    check_fields(what, given, COMMAND)
    for i, field in ipairs(given.args or {}) do
        fields.declare(field, ("%s, argument %d"):format(what, i))
        if type(field.id) ~= "string" then
            error(("%s, argument %d has no id"):format(what, i), 0)
        end
    end
    if given.role and not ROLES[given.role] then
        error(("%s: there is no role %s"):format(what, given.role), 0)
    elseif given.where and not PLACES[given.where] then
        error(("%s: where is private, group, anywhere or inline"):format(what), 0)
    elseif not given.run then
        error(what .. " needs run(ctx, args)", 0)
    end
    return {}
end

local function timer(id, given)
    check_fields("timer " .. id, given, { run = "function" })
    if not given.run then
        error("timer " .. id .. " needs run(ctx, doc)", 0)
    end
    return {}
end

local builders = { scene = scene, quest = quest, command = command, timer = timer }

--- The four words, as scripts call them. A declared thing is { kind, id, name, def, ... }; its name is
--- "scene yard".
function M.words()
    local words = {}
    for kind, build in next, builders do
        words[kind] = function(id)
            check_id(kind, id)
            return function(given)
                if type(given) ~= "table" then
                    error(("%s %q { ... } expected"):format(kind, id), 2)
                end
                local made = build(id, given)
                made.kind, made.id, made.name, made.def = kind, id, kind .. " " .. id, given
                return made
            end
        end
    end
    return words
end

return M
