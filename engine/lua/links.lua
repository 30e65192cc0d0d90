-- What a game's parts say of each other, checked once when it is loaded: scenes that choices lead to,
-- words that buttons need, fields of events. A finding names file and line.
local import = ...
local frozen = import "frozen"

local M = {}

local SHOWN = 8 -- findings in one report

-- The line where a word stands in quotes, to lead a designer to it.
local function line_of(game, path, word)
    local source = game.sources[path:gsub("^scripts/", "")] or ""
    local at = source:find('"' .. word .. '"', 1, true)
    if not at then
        return path
    end
    local _, lines = source:sub(1, at):gsub("\n", "")
    return ("%s:%d"):format(path, lines + 1)
end

local function need_text(game, thing, word, key, problem)
    if not game.locales:names(key) then
        problem(("%s: there is no text %s in content/locales"):format(line_of(game, thing.path, word), key))
    end
end

local function each_labels(game, scene, choice, problem)
    if type(choice.each) ~= "table" then
        return
    end
    for _, entry in ipairs(choice.each) do
        local id = type(entry) == "table" and entry.id or entry
        need_text(game, scene, choice.id, ("%s.%s.%s"):format(scene.id, choice.id, id), problem)
    end
end

local function check_choice(game, scene, choice, problem)
    local go = choice.go
    if go and go ~= "back" and not game.scenes[go] then
        problem(("%s: choice %s leads to %s, which is no scene"):format(line_of(game, scene.path, go), choice.id, go))
    end
    if choice.label then
        return
    elseif choice.each then
        each_labels(game, scene, choice, problem)
    else
        need_text(game, scene, choice.id, scene.id .. "." .. choice.id, problem)
    end
end

local function check_scene(game, scene, problem)
    if not scene.def.text then
        need_text(game, scene, scene.id, scene.id .. ".text", problem)
    end
    for _, choice in ipairs(scene.def) do
        check_choice(game, scene, choice, problem)
    end
end

local function check_quest(game, quest, problem)
    need_text(game, quest, quest.id, ("quests.%s.title"):format(quest.id), problem)
    for _, stage in ipairs(quest.def) do
        need_text(game, quest, stage.id, ("quests.%s.%s"):format(quest.id, stage.id), problem)
        local event = stage.on and stage.on[1]
        if stage.on and not game.events[event] then
            problem(
                ("%s: stage %s waits for %s, which is not in content/events.lua"):format(
                    line_of(game, quest.path, stage.id),
                    stage.id,
                    tostring(event)
                )
            )
        end
    end
end

-- Rows of content that name a text (`type = "key"`).
local function check_keys(game, kind, rows, problem)
    for _, id in ipairs(frozen.keys(rows)) do
        for name, field in next, game.schemas[kind].table do
            if field.type == "key" and not game.locales:names(rows[id][name]) then
                local place = game.places[kind][id]
                problem(("%s: %s: %s: there is no text %s in content/locales"):format(place, id, name, rows[id][name]))
            end
        end
    end
end

local function each(things, fn)
    for _, id in ipairs(frozen.keys(things)) do
        fn(things[id])
    end
end

--- Raises with all findings, the first of them in full.
function M.check(game)
    local found = {}
    local function problem(words)
        found[#found + 1] = words
    end
    each(game.scenes, function(scene)
        check_scene(game, scene, problem)
    end)
    each(game.quests, function(quest)
        check_quest(game, quest, problem)
    end)
    each(game.commands, function(command)
        need_text(game, command, command.id, "commands." .. command.id, problem)
    end)
    for _, kind in ipairs(frozen.keys(game.rows)) do
        check_keys(game, kind, game.rows[kind], problem)
    end
    for old, new in next, game.renamed.scenes or {} do
        if not game.scenes[new] then
            problem(("content/renamed.lua: scene %s is now %s, which is no scene"):format(old, new))
        end
    end
    game.locales:check(problem)
    if #found > SHOWN then
        found[SHOWN + 1] = ("... and %d more"):format(#found - SHOWN)
    end
    if #found > 0 then
        error(table.concat(found, "\n", 1, math.min(#found, SHOWN + 1)), 0)
    end
end

return M
