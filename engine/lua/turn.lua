-- One turn: an event becomes what the player sees next.
--
--   event (JSON from the port) -> the player's documents -> what he did -> moves -> save -> draw
--
-- Events: text, media, tap, chosen, member, payment, refund (from Telegram); timer; emit (what another
-- player's turn tells his quests); effect (what the engine did when asked); redraw (live documents); lore
-- (a text was written: lore_publish.lua).
local import = ...
local acts = import "acts"
local admin = import "admin"
local admin_aside = import "admin_aside"
local admin_lore = import "admin_lore"
local admin_reload = import "admin_reload"
local audit = import "audit"
local awaiting = import "awaiting"
local bar = import "bar"
local bills = import "bills"
local commands = import "commands"
local ctx = import "ctx"
local discovery = import "discovery"
local docs = import "docs"
local fields = import "fields"
local group = import "group"
local json = import "json"
local lore_publish = import "lore_publish"
local named = import "named"
local offer = import "offer"
local paid = import "paid"
local pioneers = import "pioneers"
local posts = import "posts"
local push = import "push"
local quests = import "quests"
local quiet = import "quiet"
local report = import "report"
local screen = import "screen"
local session = import "session"
local state = import "state"
local studio = import "studio"
local texts = import "texts"

local M = {}

-- The player of an event, made if he is new. True when he has just come.
local function enter(T)
    local _, lost, fresh = T:open_player(T.event.player, true)
    local username = T.event.username
    T.session.username = username ~= "" and username or nil
    local role = fresh and T.config.roles[T.player.id]
    if role then -- his chat is there now, and so is room for his menu
        T.unit.effect("role", json.encode { id = math.tointeger(tonumber(T.player.id)), role = role })
    end
    if not session.top(T) then
        session.arrive(T, lost and T.game.init.home or T.game.init.start)
        session.follow(T)
        if lost then
            T:note(texts.new("common.gone"))
        end
        return true
    end
    session.leave_gone(T)
    return fresh
end

local function typed(T)
    local top = session.top(T)
    local scene = T.game.scenes[top.scene]
    local input = scene.def.input
    if not T:begin(scene) then
        return -- the screen will say so
    elseif type(input) ~= "table" then
        return T:note(texts.new("common.no_input"))
    end
    local value, key, args
    if input.type == "player" then
        value, key, args = named.one(T, T.event.mention and T.event.mention.id or T.event.text)
    else
        value, key, args = fields.typed(input, T.event.text, T.game.has)
    end
    if value == nil then
        return T:note(texts.new(key, args))
    end
    input.run(T:enter_vars(top), value)
end

local function on_text(T)
    local fresh = enter(T)
    if bar.stops(T) then
        return
    end
    local name, rest = commands.parse(T.event.text or "")
    if name and not (fresh and name == "start") then
        commands.run(T, name, rest)
    elseif not (T.event.document and admin_reload.archive(T)) and not fresh then
        typed(T)
    end
    session.follow(T)
    screen.finish(T, true)
end

-- A button of the player's screen. False: it is not offered (any more), or no longer what he saw, and
-- nothing has changed; then perhaps the key of a text that says so.
local function on_choice(T, nonce, index, mark)
    local record, at = screen.tapped(T, nonce, index)
    if not record then
        return false
    end
    local top = session.top(T)
    if record.c then
        if mark ~= "" and not screen.still(T, record, mark) then
            return false, "common.changed"
        end
        local choice, entry = offer.find(T, top, record)
        if not choice then
            return false
        elseif choice.stars then
            bills.send(T, top, choice, entry)
            T.unseen = true -- the bill stands below the screen, whose buttons stay good
            return true
        end
        screen.consume(T, at)
        offer.carry_out(T, top, choice, entry)
        return true
    end
    screen.consume(T, at)
    if record.p then
        top.pages = top.pages or {}
        top.pages[record.p] = record.n
    elseif record.b then
        session.back(T)
    end
    return true
end

local function on_pushed(T, nonce)
    local action = push.take(T, nonce)
    if not action then
        return false
    elseif action.go and session.holds(T, session.top(T)) then
        T:note(texts.new("common.busy"))
    elseif action.go then
        T.going = { scene = action.go, vars = action.vars }
    end
    return true
end

local function on_tap(T)
    enter(T)
    if bar.stops(T) then
        return
    end
    local kind, nonce, index, mark = (T.event.data or ""):match("^(%l)%.([%w_-]+)%.(%d+)(.*)$")
    local done, why = false, nil
    if kind == "s" then
        T.unit.on_screen "main"
        done, why = on_choice(T, nonce, math.tointeger(tonumber(index)), mark)
    elseif kind == "p" then
        done = on_pushed(T, nonce)
    elseif kind == "a" then
        done = admin.tapped(T, nonce, math.tointeger(tonumber(index)))
    elseif kind == "r" then
        done = report.tapped(T, nonce, math.tointeger(tonumber(index)))
    end
    if not done then
        T.unit.answer(T:plain(texts.new(why or "common.old_button")), false)
    end
    session.follow(T)
    screen.finish(T, true)
end

local function on_timer(T)
    local event = T.event
    local doc = docs.get(T, event.kind, event.id)
    local renamed = T.game.renamed.timers
    local timer = T.game.timers[renamed and renamed[event.name] or event.name]
    if not doc then
        return
    elseif event.name == quiet.TIMER then
        quiet.fires(T, doc)
        return docs.save(T, true)
    elseif not timer then
        error(("there is no timer %s; if it has a new name, content/renamed.lua says so"):format(event.name), 0)
    end
    T.ctx.deadline = event.deadline
    if event.kind == "player" and T:open_player(event.id, false) and bar.holds_timer(T) then
        return
    end
    if not T:begin(timer) then
        error(("timer %s is set aside, since it failed again and again: /retry when it is mended"):format(timer.id), 0)
    end
    timer.def.run(T.ctx, doc)
    if T.session then
        session.follow(T)
    end
    screen.finish(T, #T.notes > 0)
end

-- What came of something that a turn asked the engine for: /reload.
local function on_effect(T)
    if not T:open_player(T.event.player, false) then
        return
    end
    T:say(texts.new(T.event.key, T.event.args))
end

-- An event for the quests of a player who did nothing himself; he sees it if they have words for it.
local function on_emit(T)
    if not T:open_player(T.event.player, false) then
        return
    end
    quests.receive(T, T.event.event, T.event.fields)
    session.follow(T)
    screen.finish(T, #T.notes > 0)
end

-- A live document has changed that a player's screen, or a group's post, was drawn from: it is drawn again,
-- and sent if it looks different.
local function on_redraw(T)
    local post = T.event.lane:match "^_post/(.+)$"
    local await = T.event.lane:match "^_await/(.+)$"
    if post then
        posts.redraw(T, post)
        return screen.finish(T, false)
    elseif await then
        awaiting.redraw(T, await)
        return docs.save(T, true)
    elseif not T.event.player or not T:open_player(T.event.player, false) or not session.top(T) then
        return T.unit.watch(T.event.lane, {}) -- there is nobody, or he has been erased
    end
    T.unasked = true
    session.leave_gone(T)
    screen.finish(T, false)
end

-- What an admin has asked the engine: see admin.lua.
local function on_admin(T)
    if studio.hears(T) or T:open_player(T.event.player, false) then
        admin.answered(T)
    end
end

local function on_member() end -- blocking the bot is the outbox's business

local handlers = {
    text = on_text,
    media = on_text,
    tap = on_tap,
    timer = on_timer,
    emit = on_emit,
    redraw = on_redraw,
    effect = on_effect,
    admin = on_admin,
    lore = lore_publish.run,
    studio = studio.run,
    aside = admin_aside.told,
    discovery = pioneers.receive,
    lore_seen = discovery.claim,
    lore_reported = admin_lore.told,
    reload_told = admin_reload.told,
    act = acts.run,
    member = on_member,
    chosen = group.chosen,
    payment = paid.run,
    refund = paid.refund,
    kept = paid.kept,
}

local MONEY = { payment = true, refund = true, kept = true } -- is the payer's, wherever he paid

--- game: what game.lua loaded; unit: the unit of work (bind/unit.c, or a test's). Gives the notes that
--- were shown.
function M.run(game, unit)
    local event = json.decode(unit.event())
    local T = state.new(game, unit, event)
    T.ctx = ctx.new(T)
    local handler = handlers[event.type]
    if not handler then
        return
    elseif event.private == false and not MONEY[event.type] then
        handler = group[event.type]
        if not handler then
            return
        end
    end
    handler(T)
    audit.close(T)
    return T.notes
end

return M
