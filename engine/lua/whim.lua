-- What a random player may do next, and what he types: the whims of wander.lua and simulate.lua.
--
-- A whim is an item of a transcript's line ({tap}, {says, group}, {skip}, {pays}, {refunded}) with `key`,
-- under which it is counted, and `weight`.
-- Chance has a generator of its own, so that the world's dice stay the world's.
local import = ...
local frozen = import "frozen"
local talk = import "talk"
local testing = import "testing"

local Chance = {}
Chance.__index = Chance

local M = {}

local LETTERS = { "абвгдежзиклмнопрстуя", "abcdefghiklmnoprstuvy" }
local TEXT_MAX = 12 -- characters of a typed text, unless the field asks for more
local UNFIT = {
    "?",
    "-1",
    "0",
    "99999999999",
    "<b>&",
    "Жили-были старик со старухой у самого синего моря",
}
local WAITS = { 60, 600, 3600, 28800, 86400 }

function M.chance(seed)
    return setmetatable({ seed = (seed * 7919 + 104729) % 2147483646 + 1 }, Chance)
end

--- 1 to n.
function Chance:roll(n)
    return testing.random(self, n)
end

function Chance:pick(list)
    return list[self:roll(#list)]
end

--- true once in n times.
function Chance:once_in(n)
    return self:roll(n) == 1
end

local function word(chance, least, most)
    local letters, out = chance:pick(LETTERS), {}
    for i = 1, least + chance:roll(most - least + 1) - 1 do
        local at = chance:roll(utf8.len(letters))
        out[i] = letters:sub(utf8.offset(letters, at), utf8.offset(letters, at + 1) - 1)
    end
    return table.concat(out)
end

local function number(chance, field)
    local low = field.min or 0
    local high = math.max(low, field.max or low + 100)
    local at = chance:roll(6)
    if at == 1 then
        return low
    elseif at == 2 then
        return high
    end
    return math.floor(low) + chance:roll(math.floor(high - low) + 1) - 1
end

local values = {
    text = function(chance, field)
        local least = math.max(1, field.min or 1)
        return word(chance, least, math.max(least, math.min(field.max or TEXT_MAX, math.max(TEXT_MAX, least))))
    end,
    integer = number,
    number = number,
    boolean = function(chance)
        return chance:pick { "yes", "no" }
    end,
    one_of = function(chance, field)
        return chance:pick(field.of)
    end,
    ref = function(chance, field, world)
        local ids = frozen.keys(world.game.rows[field.of] or {})
        return #ids > 0 and chance:pick(ids) or "?"
    end,
    key = function(chance, _, world)
        return chance:pick(frozen.keys(world.game.locales.by_lang[world.game.locales.default]))
    end,
    player = function(chance, _, world)
        return chance:pick(frozen.keys(world.players))
    end,
    duration = function(chance)
        return chance:pick { "90s", "5m", "8h" }
    end,
}

--- What fits a field, as it is typed; now and then what does not.
function M.typed(chance, field, world)
    local make = values[field.type]
    if not make or chance:once_in(12) then
        return chance:pick(UNFIT)
    end
    return tostring(make(chance, field, world))
end

local function add(list, key, weight, whim)
    whim.key, whim.weight = key, weight
    list[#list + 1] = whim
end

local function add_buttons(list, player, scene)
    local nth = {}
    for _, button in ipairs(talk.buttons(player)) do
        local record, place = button.record, button.scene or scene.id
        if not record then
            add(list, "push." .. button.choice, 6, { tap = button.choice })
        elseif record.b then
            add(list, place .. ":back", 1, { tap = "back" })
        elseif record.p then
            add(list, ("%s.%s:page"):format(place, record.p), 1, { tap = ("%s page %d"):format(record.p, record.n) })
        else
            nth[record.c] = (nth[record.c] or 0) + 1
            local name = record.e and ("%s %s"):format(record.c, record.e) or record.c
            add(
                list,
                ("%s.%s"):format(place, record.c),
                2,
                { tap = name, of = record.c, nth = nth[record.c], post = button.scene }
            )
        end
    end
end

local function add_commands(list, chance, world)
    for _, id in ipairs(frozen.keys(world.game.commands)) do
        local def = world.game.commands[id].def
        local words = { "/" .. id }
        if not def.role and def.where ~= "inline" then
            for _, field in ipairs(def.args or {}) do
                words[#words + 1] = M.typed(chance, field, world)
            end
            local group = def.where == "group" or def.where == "anywhere" and chance:once_in(2)
            add(list, "/" .. id, def.args and 1 or 0.5, { says = table.concat(words, " "), group = group })
        end
    end
    add(list, "/start", 0.2, { says = "/start", group = false })
end

local function add_wait(list, chance, world)
    local seconds = chance:pick(WAITS)
    local timer = world.timers:first()
    if timer and not chance:once_in(3) then
        seconds = math.max(1, timer.deadline - world.now)
    end
    add(list, "+", 1, { skip = ("%ds"):format(seconds) })
end

--- All that a player may do now. Nil: he has never been here, and begins.
function M.list(chance, world, player)
    local session = world:session(player.id)
    local top = session and session.path[#session.path]
    if not top then
        return { { says = "/start", group = false, key = "/start", weight = 1 } }
    end
    local list, scene = {}, world.game.scenes[top.scene]
    add_buttons(list, player, scene)
    if scene.def.input then
        local words = M.typed(chance, scene.def.input, world)
        add(list, scene.id .. ":input", 4, { says = words, group = false })
    end
    if player.bill then
        add(list, "pays", 2, { pays = true })
    end
    if #player.payments > 0 and chance:once_in(10) then
        add(list, "refunded", 1, { refunded = true })
    end
    add_commands(list, chance, world)
    add_wait(list, chance, world)
    return list
end

--- One of them; what was seldom done is likelier. used: { [key] = times }, counted here.
function M.choose(chance, list, used)
    local total, parts = 0, {}
    for i, whim in ipairs(list) do
        parts[i] = math.max(1, math.floor(1000 * whim.weight / (1 + (used[whim.key] or 0)) ^ 0.5))
        total = total + parts[i]
    end
    local left = chance:roll(total)
    for i, whim in ipairs(list) do
        left = left - parts[i]
        if left <= 0 then
            used[whim.key] = (used[whim.key] or 0) + 1
            return whim
        end
    end
end

return M
