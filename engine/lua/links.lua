-- What a game's parts say of each other as data, checked when it is loaded: scenes that choices lead
-- to, words that buttons need, fields of events. What functions say is followed by check/ alone.
local import = ...
local frozen = import "frozen"
local lore = import "lore"
local each = import("problems").each

local M = {}

local function need_text(game, problems, thing, word, key)
    if not game.locales:names(key) then
        problems:add("B011", thing.path, word, ("there is no text %s in content/locales"):format(key))
    end
end

local function each_labels(game, problems, scene, choice)
    if type(choice.each) ~= "table" then
        return
    end
    for _, entry in ipairs(choice.each) do
        local id = type(entry) == "table" and entry.id or entry
        need_text(
            game,
            problems,
            scene,
            { scene.id, choice.id },
            ("%s.%s.%s"):format(scene.id, choice.id, tostring(id))
        )
    end
end

local function check_choice(game, problems, scene, choice)
    local go = choice.go
    if go and go ~= "back" and not game.scenes[go] and not problems:hides("scenes", go) then
        problems:add(
            "B010",
            scene.path,
            { scene.id, choice.id, go },
            ("choice %s leads to %s, which is no scene"):format(choice.id, go)
        )
    end
    if choice.stars then
        need_text(game, problems, scene, { scene.id, choice.id }, ("%s.%s.about"):format(scene.id, choice.id))
    end
    if choice.label then
        return
    elseif choice.each then
        each_labels(game, problems, scene, choice)
    else
        need_text(game, problems, scene, { scene.id, choice.id }, scene.id .. "." .. choice.id)
    end
end

local function check_scene(game, problems, scene)
    if not scene.def.text then
        need_text(game, problems, scene, scene.id, scene.id .. ".text")
    end
    for _, choice in ipairs(scene.def) do
        check_choice(game, problems, scene, choice)
    end
end

local function check_on(game, problems, quest, stage)
    local event = stage.on[1]
    local known = game.events[event]
    if not known then
        local message = ("stage %s waits for %s, which is not in content/events.lua"):format(stage.id, tostring(event))
        return problems:add("B014", quest.path, { quest.id, stage.id }, message)
    end
    for _, name in ipairs(frozen.keys(stage.on)) do
        if name ~= 1 and not known[name] then
            local message = ("stage %s: event %s has no field %s"):format(stage.id, event, tostring(name))
            problems:add("B014", quest.path, { quest.id, stage.id }, message)
        end
    end
end

local function check_quest(game, problems, quest)
    need_text(game, problems, quest, quest.id, ("quests.%s.title"):format(quest.id))
    for _, stage in ipairs(quest.def) do
        need_text(game, problems, quest, { quest.id, stage.id }, ("quests.%s.%s"):format(quest.id, stage.id))
        if stage.on then
            check_on(game, problems, quest, stage)
        end
    end
end

-- Rows of content that name a text (`type = "key"`).
local function check_keys(game, problems, kind, rows)
    for _, id in ipairs(frozen.keys(rows)) do
        for name, field in next, game.schemas[kind].table do
            local key = rows[id][name]
            if field.type == "key" and type(key) == "string" and not game.locales:names(key) then
                local message = ("%s: %s: there is no text %s in content/locales"):format(id, name, key)
                problems:add("B011", game.places[kind][id], id, message)
            end
        end
    end
end

local FOLDERS = { scenes = "scene", timers = "timer" }

local function check_renames(game, problems, names, kind)
    local things, word = FOLDERS[kind] and game[kind] or game.rows[kind], FOLDERS[kind] or "row"
    if not things then
        local message = ("%s are neither scenes nor timers nor a kind of content"):format(kind)
        return problems:add("B040", "content/renamed.lua", kind, message)
    end
    each(names, function(new, old)
        if not things[new] and not (FOLDERS[kind] and problems:hides(kind, new)) then
            local message = ("%s %s is now %s, which is no %s"):format(word, old, new, word)
            problems:add("B040", "content/renamed.lua", { kind, old }, message)
        elseif things[old] then
            local message = ("%s %s is now %s, and is still there"):format(word, old, new)
            problems:add("B042", "content/renamed.lua", { kind, old }, message)
        end
    end)
end

--- Tells `problems` all that it finds.
function M.check(game, problems)
    each(game.scenes, function(scene)
        check_scene(game, problems, scene)
    end)
    each(game.quests, function(quest)
        check_quest(game, problems, quest)
    end)
    each(game.commands, function(command)
        need_text(game, problems, command, command.id, "commands." .. command.id)
    end)
    each(game.rows, function(rows, kind)
        check_keys(game, problems, kind, rows)
    end)
    each(game.renamed, function(names, kind)
        check_renames(game, problems, names, kind)
    end)
    lore.check(game, problems)
    game.locales:check(problems)
end

return M
