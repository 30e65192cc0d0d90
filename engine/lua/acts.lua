-- What those with a role do to a player, in a turn of his lane: the event that admin_players.lua sent.
--
-- The turn is audited with what it changed. If it fails (a value with which his scene cannot be drawn),
-- nothing of it stays, and who asked is told why.
local import = ...
local asking = import "admin_ask"
local audit = import "audit"
local bar = import "bar"
local discovery = import "discovery"
local docs = import "docs"
local frozen = import "frozen"
local json = import "json"
local quiet = import "quiet"
local roles = import "roles"
local screen = import "screen"
local session = import "session"
local texts = import "texts"

local M = {}

local function scene_of(T)
    local top = session.top(T)
    return top and json.encode { scene = top.scene } or nil
end

local function move(T)
    local was = scene_of(T)
    T.going = { scene = T.event.scene, vars = T.event.vars }
    session.follow(T)
    audit.write(T, {
        what = T.act.what,
        detail = T.act.detail,
        subject = "player/" .. T.player.id,
        was = was,
        became = scene_of(T),
    })
    T.act.told = true
end

local function give(T)
    local event = T.event
    if event.item then
        T.game.init.give(T.ctx, event.item, event.n)
        return
    end
    local from, to = "world", T.player
    if event.gold < 0 then
        from, to = to, from
    end
    if not T.ctx:pay(from, to, math.abs(event.gold), "admin") then
        return "admin.player.poor"
    end
end

local function set(T)
    local event = T.event
    if not event.key then
        T.player[event.field] = event.value
        return
    end
    local map = T.player[event.field] or {}
    map[event.key] = event.value
    T.player[event.field] = map
end

-- His document stays, empty, so that others who name him find something; his timers go with what was in
-- it, and what the store has of him goes with the turn.
local function erase(T)
    local id, chat = T.player.id, math.tointeger(tonumber(T.player.id))
    if T.game.init.erase then
        T.game.init.erase(T.ctx)
    end
    if (T.player.gold or 0) > 0 then
        T.ctx:pay(T.player, "world", T.player.gold, "erased")
    end
    quiet.forget(T, id)
    discovery.forget(T, id)
    T.unit.drop("player", id)
    for _, name in ipairs(frozen.keys(T.player)) do
        T.player[name] = nil
    end
    T.session.path, T.session.views, T.session.quests = {}, {}, {}
    T.session.sign, T.session.username, T.session.barred = nil, nil, nil
    T.session.noted, T.session.reports = nil, nil
    if roles.of(T, id) and not T.config.roles[id] then
        roles.set(T, id, nil)
        T.unit.effect("role", json.encode { id = chat })
    end
    T.act.silent = true
    T.unit.erase(id)
    if T.config.lore then -- what he has found is nobody's from now on
        T.unit.effect("lore", json.encode { erased = id })
    end
    T.unit.screen(chat, "main", json.encode { text = T:html(texts.new "common.erased", { lang = T.event.lang }) })
end

local ACTS = {
    move = move,
    give = give,
    set = set,
    erase = erase,
    freeze = function(T)
        return bar.put(T, "frozen", T.event.why)
    end,
    ban = function(T)
        return bar.put(T, "banned", T.event.why)
    end,
    thaw = bar.lift,
    unban = bar.lift,
}

local DRAWN = { move = true, give = true, set = true }

--- Runs the act of the turn's event.
function M.run(T)
    local event = T.event
    T.asker = docs.get(T, "player", event.by) or { lang = event.lang }
    if not T:open_player(event.player, false) then
        return asking.say(T, "admin.player.none", { whose = event.player }, event.by)
    end
    local name, id = T.player.name or event.player, T.player.id
    T.act = { what = "player." .. event.act, detail = event.detail, subject = "player/" .. id }
    local why = ACTS[event.act](T)
    if why then
        T.act = nil
    end
    T.unseen = not DRAWN[event.act] or not session.top(T)
    screen.finish(T, false)
    asking.say(T, why or "admin.player.did." .. event.act, { name = name, whose = id }, event.by)
end

return M
