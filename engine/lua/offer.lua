-- What a scene offers now: its choices that hold, one button for every entry of `each`, pages, Back.
--
-- An offered choice is recorded by ids, never by position: { c = choice, e = entry }, { p = choice,
-- n = page }, { b = true }.
local import = ...
local frozen = import "frozen"
local limits = import "limits"
local renames = import "renames"
local rows = import "rows"
local session = import "session"
local texts = import "texts"

local M = {}
local BACK = texts.new "common.back"
local AGAIN = texts.new "common.aside.again"

local function value(ctx, given, entry)
    if type(given) == "function" then
        return given(ctx, entry)
    end
    return given
end

local function entry_id(entry)
    return type(entry) == "table" and entry.id or entry
end
M.entry_id = entry_id

local function entries(game, ctx, choice)
    local list = value(ctx, choice.each)
    if type(list) ~= "table" then
        error(("choice %s: `each` gives a list"):format(choice.id), 0)
    end
    return limits.list(game.limits.turn.list, list, ("choice %s: `each`"):format(choice.id))
end

local function holds(ctx, choice, entry)
    return not choice.when or choice.when(ctx, entry)
end

--- The words of a choice's button.
function M.words(ctx, scene, choice, entry)
    if choice.label then
        return choice.label(ctx, entry)
    elseif choice.each then
        return texts.new(("%s.%s.%s"):format(scene.id, choice.id, entry_id(entry)))
    end
    return scene.words[choice]
end

local function add(out, words, width, record, alone)
    out[#out + 1] = { text = words, width = width, record = record, alone = alone, line = nil, data = nil }
end

local function add_one(out, words, width, known)
    out[#out + 1] = { text = words, width = width, record = known.record, line = known.line, data = nil }
end

local function add_turner(out, words, record)
    local text, width = rows.label(words)
    add(out, text, width, record, record.p)
end

-- The page that is open, the first entry on it and the number of pages.
local function page_of(top, choice, count)
    local pages = math.max(1, (count + choice.page - 1) // choice.page)
    local at = math.min(math.max(1, (top.pages or {})[choice.id] or 1), pages)
    return at, (at - 1) * choice.page + 1, pages
end

local function turners(out, choice, at, pages)
    if at > 1 then
        add_turner(out, "‹", { p = choice.id, n = at - 1 })
    end
    add_turner(out, ("%d / %d"):format(at, pages), { p = choice.id, n = at })
    if at < pages then
        add_turner(out, "›", { p = choice.id, n = at + 1 })
    end
end

local function add_each(T, ctx, reader, scene, top, choice, out)
    local list = {}
    for _, entry in ipairs(entries(T.game, ctx, choice)) do
        if holds(ctx, choice, entry) then
            list[#list + 1] = entry
        end
    end
    local first, last = 1, #list
    local at, pages = 1, 1
    if choice.page then
        at, first, pages = page_of(top, choice, #list)
        last = math.min(#list, first + choice.page - 1)
    end
    for i = first, last do
        local words, width = texts.label(reader, M.words(ctx, scene, choice, list[i]))
        add(out, words, width, { c = choice.id, e = entry_id(list[i]) })
    end
    if pages > 1 then
        turners(out, choice, at, pages)
    end
end

--- All that the open scene offers: { {text, width, record, alone, line}, ... }; `line` is the record's
--- (views.lua), where it is known.
function M.list(T, top)
    local scene, ctx, out = T.game.scenes[top.scene], T:enter_vars(top), {}
    local reader = T:reader(T.player)
    for _, choice in ipairs(scene.def) do
        if choice.each then
            add_each(T, ctx, reader, scene, top, choice, out)
        elseif holds(ctx, choice) then
            local words, width = texts.label(reader, M.words(ctx, scene, choice))
            add_one(out, words, width, scene.buttons[choice])
        end
    end
    if not top.post and #T.session.path > 1 and not session.holds(T, top) then
        local words, width = texts.label(reader, BACK)
        add(out, words, width, { b = true }, "back")
    end
    return out
end

--- What a scene offers that is set aside: the way back, or another look where there is none.
function M.way_out(T)
    local out = {}
    local words, width = texts.label(T:reader(T.player), #T.session.path > 1 and BACK or AGAIN)
    add(out, words, width, { b = true }, "back")
    return out
end

-- The entry of a button that was drawn when its row had another name.
local function renamed_entry(T, ctx, choice, old)
    for _, entry in ipairs(entries(T.game, ctx, choice)) do
        if renames.leads(T.game.renamed, old, entry_id(entry)) and holds(ctx, choice, entry) then
            return entry
        end
    end
end

--- A recorded choice as it stands now: choice, entry; nil when it is no longer offered, nor is anything
--- in a scene whose document is gone (another player has ended the trade), or which is set aside.
function M.find(T, top, record)
    local scene, ctx = T.game.scenes[top.scene], T:enter_vars(top)
    local choice = scene.choices[record.c]
    if not choice or not session.vars(T, top) or not T:begin(scene) then
        return nil
    elseif not choice.each then
        return T:draw(function()
            return holds(ctx, choice) and choice or nil
        end)
    end
    local found
    T:draw(function()
        for _, entry in ipairs(entries(T.game, ctx, choice)) do
            if entry_id(entry) == record.e and holds(ctx, choice, entry) then
                found = entry
            end
        end
        if found == nil and next(T.game.renamed) then
            found = renamed_entry(T, ctx, choice, record.e)
        end
    end)
    return found ~= nil and choice or nil, found
end

--- The entry of that id as it is listed now, whether it is offered or not; or nil.
function M.entry(T, top, choice, id)
    local ctx, found = T:enter_vars(top), nil
    T:draw(function()
        for _, entry in ipairs(entries(T.game, ctx, choice)) do
            if entry_id(entry) == id or renames.leads(T.game.renamed, id, entry_id(entry)) then
                found = entry
            end
        end
    end)
    return found
end

--- What a tap on a choice does: its `run`, then where it leads.
function M.carry_out(T, top, choice, entry)
    if choice.run then
        choice.run(T:enter_vars(top), entry)
    end
    if choice.go and not T.going then
        T.going = { scene = choice.go, vars = M.vars(T, top, choice, entry) }
    end
end

--- The vars with which a choice leads on, as a fresh table.
function M.vars(T, top, choice, entry)
    local given = T:draw(function()
        return value(T:enter_vars(top), choice.vars, entry)
    end)
    if type(given) ~= "table" then
        return nil
    end
    local copy = {}
    for key, item in frozen.pairs(given) do
        copy[key] = given == choice.vars and frozen.copy(item) or item
    end
    return copy
end

return M
