-- /player: looks one up, and acts on him.
--
-- Whoever asks is answered from his own turn as long as nothing changes. What changes a player is a
-- letter to his lane (acts.lua), so that it is a turn of his like any other: it never races with what he
-- does, and the answer comes from there.
local import = ...
local asking = import "admin_ask"
local audit = import "audit"
local docs = import "docs"
local fields = import "fields"
local frozen = import "frozen"
local json = import "json"
local roles = import "roles"

local M = {}

local USAGE = "/player 1001, /player Анна, /player 1001 give 30|axe 2, set FIELD VALUE, move SCENE, "
    .. "freeze|ban WHY, thaw, unban, erase"

-- What is said of a player beside his document.
local function look(T, id)
    local player = docs.get(T, "player", id)
    if not player then
        return asking.say(T, "admin.player.none", { whose = id })
    end
    local session = docs.get(T, "_session", id) or { path = {} }
    local top = session.path[#session.path]
    audit.write(T, { what = "player.look", subject = "player/" .. id })
    asking.answer(T, "player", {
        id = id,
        name = player.name,
        username = session.username,
        scene = top and top.scene,
        vars = top and top.vars,
        role = roles.of(T, id),
        barred = session.barred,
        document = frozen.copy(player),
        quests = session.quests,
    })
end

-- Does whoever asks stand above that player? The same role, or a higher one, is safe from him.
local function above(T, id)
    return T.config.everyone_owner or T.event.ticket ~= nil or roles.above(T:role(), roles.of(T, id))
end

local function act(T, id, words)
    if not docs.get(T, "player", id) then
        return asking.say(T, "admin.player.none", { whose = id })
    end
    words.type, words.player, words.by, words.ticket = "act", id, T:who(), T.event.ticket
    words.lang = T:reader(T.player).lang
    T.unseen, T.ticketed = true, true -- the answer comes from there
    T.unit.send("player/" .. id, json.encode(words))
end

-- "axe 2", "30", "gold 30": { item, n } or { gold }, or nil.
local function gift(rest)
    local word, count = rest:match("^(%S+)%s*(%-?%d*)$")
    if not word then
        return nil
    elseif word == "gold" or math.tointeger(tonumber(word)) then
        local gold = math.tointeger(tonumber(word == "gold" and count or word))
        return gold and gold ~= 0 and { gold = gold }
    end
    local n = count == "" and 1 or math.tointeger(tonumber(count))
    return n > 0 and { item = word, n = n } or nil
end

local function give(T, id, rest)
    local what = gift(rest)
    if not what then
        return asking.usage(T, "/player 1001 give 30, /player 1001 give axe 2")
    elseif what.item and not T.game.has("items", what.item) then
        return asking.say(T, "admin.player.no_item", { item = what.item })
    elseif what.item and not T.game.init.give then
        return asking.say(T, "admin.player.no_give")
    end
    act(T, id, { act = "give", gold = what.gold, item = what.item, n = what.n, detail = rest })
end

local function move(T, id, rest)
    local scene, words = asking.split(rest)
    local vars = words ~= "" and json.decode(words) or nil
    if not T.game.scenes[scene] then
        return asking.say(T, "admin.player.no_scene", { scene = scene })
    elseif words ~= "" and type(vars) ~= "table" then
        return asking.usage(T, '/player 1001 move fight {"foe":"wolf"}')
    end
    act(T, id, { act = "move", scene = scene, vars = vars, detail = rest })
end

-- A value as typed, for a field as content/documents/player.lua declares it; a map or a list is JSON.
local function typed(T, field, word)
    if word == "nil" then
        return nil, true
    elseif field.type == "list" or field.type == "map" then
        local value = json.decode(word)
        return value, type(value) == "table" and not fields.check(field, value, T.game.has)
    end
    local value = fields.typed(field, word, T.game.has)
    return value, value ~= nil
end

local LOOSE = { ["true"] = true, ["false"] = false }

-- An entry of a map: of the declared type, or whatever JSON says; else it is a text.
local function entry(T, field, word)
    if type(field.of) == "table" then
        return typed(T, field.of, word)
    elseif word == "nil" then
        return nil, true
    elseif LOOSE[word] ~= nil then
        return LOOSE[word], true
    end
    local value = json.decode(word)
    if value == nil then
        value = word
    end
    return value, true
end

local function set(T, id, rest)
    local path, word = rest:match("^(%S+)%s+(.+)$")
    if not path then
        return asking.usage(T, "/player 1001 set strength 8, /player 1001 set deeds.lied true")
    end
    local name, key = path:match("^([^.]+)%.?(.*)$")
    local field = T.game.documents.player.fields[name]
    if not field or (key ~= "" and field.type ~= "map") then
        return asking.say(T, "admin.player.no_field", { field = path })
    elseif name == "gold" then
        return asking.usage(T, "/player 1001 give 30")
    end
    local value, good
    if key == "" then
        value, good = typed(T, field, word)
    else
        value, good = entry(T, field, word)
    end
    if not good then
        return asking.say(T, "admin.player.unfit", { field = path, type = field.type })
    end
    act(T, id, { act = "set", field = name, key = key ~= "" and key or nil, value = value, detail = rest })
end

-- Acts against a player want a role above his own.
local function against(name, detail)
    return function(T, id, rest)
        if not above(T, id) then
            return asking.say(T, "admin.player.above", { whose = id })
        end
        act(T, id, { act = name, why = detail and rest ~= "" and rest or nil, detail = rest ~= "" and rest or nil })
    end
end

local erase = against "erase"

local function confirm(T, id)
    local player = docs.get(T, "player", id)
    if not player then
        return asking.say(T, "admin.player.none", { whose = id })
    elseif not above(T, id) then
        return asking.say(T, "admin.player.above", { whose = id })
    end
    asking.answer(T, "erase", { id = id, name = player.name })
end

local VERBS = {
    move = { "admin", move },
    give = { "admin", give },
    set = { "admin", set },
    freeze = { "moderator", against("freeze", true) },
    thaw = { "moderator", against "thaw" },
    ban = { "admin", against("ban", true) },
    unban = { "admin", against "unban" },
    erase = { "admin", confirm },
}

local function player(T, rest)
    local id, more = rest:match("^(%d+)%s*(.*)$")
    if rest == "" then
        return asking.usage(T, USAGE)
    elseif not id or (more ~= "" and not VERBS[more:match "^%S+"]) then
        return asking.ask(T, "find", { text = rest, lang = T:reader(T.player).lang })
    elseif more == "" then
        return look(T, id)
    end
    local word, tail = asking.split(more)
    if M.allowed(T, "player", VERBS[word][1], rest) then
        VERBS[word][2](T, id, tail)
    end
end

M.commands = { player = { role = "staff", run = player } }

-- A button of the answer: data are the player's id.
local function button(verb)
    return function(T, id)
        if M.allowed(T, "player", VERBS[verb][1], ("%d %s"):format(id, verb)) then
            VERBS[verb][2](T, ("%d"):format(id), "")
        end
    end
end

M.buttons = {
    role = "staff",
    player = function(T, id)
        look(T, ("%d"):format(id))
    end,
    freeze = button "freeze",
    thaw = button "thaw",
    ban = button "ban",
    unban = button "unban",
    erase = button "erase",
    erase_yes = function(T, id)
        if M.allowed(T, "player", "admin", ("%d erase"):format(id)) then
            erase(T, ("%d"):format(id), "")
        end
    end,
    timers_of = function(T, id)
        asking.ask(T, "timers", { id = ("%d"):format(id) })
    end,
    audit_of = function(T, id)
        if M.allowed(T, "audit", "admin", ("%d"):format(id)) then
            asking.ask(T, "audit", { whose = ("%d"):format(id) })
        end
    end,
}

return M
