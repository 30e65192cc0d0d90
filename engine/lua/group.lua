-- What is said and tapped in a group: commands that are made for it, and the buttons of what was posted
-- there (posts.lua). Whoever speaks or taps is the turn's player; what is meant for him alone (a bill, the
-- scene that ctx:go leads to) comes in his own chat.
local import = ...
local bar = import "bar"
local bills = import "bills"
local cards = import "cards"
local commands = import "commands"
local json = import "json"
local offer = import "offer"
local posts = import "posts"
local screen = import "screen"
local session = import "session"
local texts = import "texts"

local M = {}

-- Where ctx:go leads is shown in his own chat; else that stays as it is.
local function finish(T)
    T.unseen = T.unseen or T.going == nil
    session.follow(T)
    screen.finish(T, true)
end

-- Who has never been in the bot's own chat has no place to be led to.
local function open(T)
    if not T:open_player(T.event.player, false) or not session.top(T) then
        return false
    end
    session.leave_gone(T)
    return true
end

--- A command; its notes are the answer, in the group.
function M.text(T)
    local name, rest = commands.parse(T.event.text or "")
    if not name or not commands.in_group(T, name) or not open(T) or bar.stops(T) then
        return
    end
    commands.run(T, name, rest)
    if #T.notes > 0 then
        T.unit.push(T.event.chat, json.encode { text = T:html(T.notes) })
        T.notes = {}
    end
    finish(T)
end

local function answer(T, words, alert)
    T.unit.answer(T:plain(words), alert or false)
end

local function act(T, post, choice, entry)
    T.leaves_alone = true
    offer.carry_out(T, post, choice, entry)
    T.leaves_alone = false
    if T.going and T.going.scene == "back" then
        T.going = nil -- there is no way back from a post
    elseif T.going and session.holds(T, session.top(T)) then
        T.going = nil
        T:note(texts.new "common.busy")
    end
end

-- False: it is not offered (any more), or no longer what was seen, and nothing has changed; then perhaps
-- the key of a text that says so.
local function on_choice(T, key, nonce, index, mark)
    local post, record = posts.tapped(T, key, nonce, index)
    if not post or not record then
        return false
    elseif record.p then
        post.pages = post.pages or {}
        post.pages[record.p] = record.n
        posts.consume(T, post, nonce)
        return true
    end
    if mark ~= "" and not posts.still(T, post, record, mark) then
        T.posts[post] = T.posts[post] or "stays"
        return false, "common.changed"
    end
    local choice, entry = offer.find(T, post, record)
    if not choice then
        return false
    elseif choice.stars then
        bills.send(T, post, choice, entry)
        T:note(texts.new "common.in_private")
        return true
    end
    posts.consume(T, post, nonce)
    act(T, post, choice, entry)
    return true
end

M.chosen = cards.chosen

--- A button of a post. What scripts note is the answer to the tap.
function M.tap(T)
    local key, nonce, index, mark = (T.event.data or ""):match "^g%.([%w_-]+)%.([%w_-]+)%.(%d+)(.*)$"
    local changed
    if not open(T) then
        return answer(T, texts.new "common.come_first", true)
    elseif bar.stops(T) then
        return
    end
    local done, why
    if not key then
        index, changed = cards.tapped(T)
        key, nonce, mark = index and "i", posts.FIRST, ""
    end
    if changed then
        why = "common.changed"
    elseif key then
        done, why = on_choice(T, key, nonce, math.tointeger(tonumber(index)), mark)
    end
    if not done then
        answer(T, texts.new(why or "common.old_post"))
    elseif #T.notes > 0 then
        answer(T, T.notes)
    elseif T.going then
        answer(T, texts.new "common.in_private")
    end
    T.notes = {}
    finish(T)
end

return M
