-- Scenes posted in a group for everybody, with ctx:show. Rule 19 for many hands on one keyboard.
--
--   _posts/CHAT   { keys = { [scene] = KEY } }: the post of each scene in that group
--   _post/KEY     { post = true, chat, scene, vars, lang, stamp, pages, views, used, sign, kept, inline }
--
-- What was sent by an inline card (cards.lua) is a post, too, of no chat: KEY is its inline_message_id,
-- and it is drawn by calls instead of a screen. Its callback_data is "g.i.NONCE.INDEX".
--
-- KEY is also the name of the post's screen slot, and callback_data is "g.KEY.NONCE.INDEX". A post is
-- drawn without a player, in the language of who asked for it. Whoever taps is the turn's player: he may
-- use each view once (`used`), and the views of others stay good, so that two who tap at once both count;
-- which of them is first the document's version decides. A post that holds documents keeps the words
-- that it shows (`kept`): when one of them is dropped it loses its buttons.
local import = ...
local docs = import "docs"
local frozen = import "frozen"
local json = import "json"
local live = import "live"
local offer = import "offer"
local rows = import "rows"
local screen = import "screen"
local session = import "session"
local texts = import "texts"
local views = import "views"

local M = {}

local VIEWS_MAX = 12 -- of one post: as many may tap before they have seen what the others did
local KEY = 6 -- characters
local NONCE = 6
M.FIRST = "i" -- the nonce of a card's own buttons

local function find(T, chat, scene)
    local all = docs.get(T, "_posts", tostring(chat)) or docs.make(T, "_posts", tostring(chat), { keys = {} })
    local key = all.keys[scene]
    local post = key and docs.get(T, "_post", key)
    if not post then
        key = T.unit.word(KEY)
        all.keys[scene] = key
        post = docs.make(T, "_post", key, { post = true, chat = chat, scene = scene, stamp = 0 })
    end
    return post
end

-- Where the documents of a post's vars are noted: _held/KIND.ID = { [KEY] = true }.
local function note_held(T, post, held)
    for _, value in next, post.vars do
        local name = type(value) == "table" and value["$doc"]
        if name then
            local id = name[1] .. "." .. name[2]
            local keys = docs.get(T, "_held", id) or (held and docs.make(T, "_held", id, {}))
            if keys then
                keys[post.id] = held or nil
            end
        end
    end
end

--- ctx:show in a group: the scene is posted at the end of the turn, or posted anew.
function M.show(T, scene, vars)
    local inline = T.event.inline and docs.get(T, "_post", T.event.inline)
    local post = inline or find(T, T.event.chat, scene)
    post.scene = scene
    note_held(T, { id = post.id, vars = post.vars or {} }, nil)
    post.vars = session.packed(T, vars)
    note_held(T, post, true)
    post.lang = T.game.locales:fit(T.player and T.player.lang or T.event.lang)
    post.stamp = post.stamp + 1
    post.views, post.used, post.pages, post.sign = {}, {}, nil, nil
    T.vars_of[post] = nil
    T.posts[post] = "anew"
end

-- fn with nobody as the player, in the post's language.
local function for_all(T, post, fn)
    local player, lang = T.player, T.event.lang
    T.player, T.ctx.player, T.event.lang = nil, nil, post.lang
    local a, b, c = fn()
    T.player, T.ctx.player, T.event.lang = player, player, lang
    return a, b, c
end

--- The rows of these buttons; nil: there are none.
function M.rows(offered)
    return offered and #offered > 0 and rows.lay(offered) or nil
end

local function body(html, image, offered, stay)
    return json.encode {
        text = html,
        image = image,
        rows = M.rows(offered),
        quiet = stay or nil,
    }
end

-- A post is the group's screen; what came of a card is changed by a call.
local function say(T, post, html, image, offered, stay)
    if not post.inline then
        return T.unit.screen(post.chat, post.id, body(html, image, offered, stay))
    end
    local card = { message = post.id, text = html, rows = M.rows(offered) }
    T.unit.call(0, "editMessageText", json.encode { card = card })
end

local function forget(post, nonce)
    if post.used then
        post.used[nonce] = nil
    end
end

local function remember(T, post, lines, sign)
    local newest = post.views[#post.views]
    local nonce = newest and views.nonce(newest)
    if newest and post.sign == sign and not post.used[nonce] then
        return nonce, false
    end
    nonce = T.unit.word(NONCE)
    post.views[#post.views + 1] = views.pack(nonce, post.stamp, lines)
    if #post.views > VIEWS_MAX then
        forget(post, views.nonce(table.remove(post.views, 1)))
    end
    post.sign = sign
    return nonce, true
end

-- There is nothing to see any more: the buttons go, the words stay.
local function over(T, post)
    local words = post.kept or { text = T:html(texts.new "common.post_over") }
    post.views, post.used, post.sign = {}, {}, nil
    say(T, post, words.text, words.image, nil, true)
end

local function holds_documents(post)
    for _, value in next, post.vars do
        if type(value) == "table" and value["$doc"] then
            return true
        end
    end
    return false
end

-- Its words, its buttons, and what it was drawn from if something of that is live.
local function look(T, post)
    return for_all(T, post, function()
        live.begin(T)
        local offered = {}
        local seen = session.vars(T, post)
            and T:draw(function()
                local words = screen.words(T, post)
                offered = words and not words.aside and offer.list(T, post) or {}
                return words
            end)
        return seen, offered, live.finish(T, session.vars(T, post))
    end)
end

M.look = look

local function draw(T, post, how)
    local seen, offered, drawn = look(T, post)
    live.watch(T, "_post/" .. post.id, post, seen and drawn)
    if not seen then
        return over(T, post)
    end
    local nonce, fresh = remember(T, post, screen.sign(seen.html, seen.image, offered))
    if not fresh and how ~= "anew" then
        return
    end
    for i = 1, #offered do
        local mark = live.mark(drawn, seen.html, offered[i].text)
        offered[i].data = ("g.%s.%s.%d%s"):format(post.inline and "i" or post.id, nonce, i, mark)
    end
    post.kept = holds_documents(post) and { text = seen.html, image = seen.image } or nil
    say(T, post, seen.html, seen.image, offered, how ~= "anew")
end

-- The posts that this turn has to do with, by key.
local function all_of(T)
    local list = {}
    for post in next, T.posts do
        list[#list + 1] = post
    end
    table.sort(list, function(a, b)
        return a.id < b.id
    end)
    return list
end

--- Draws the posts of this turn, after what scripts did was saved.
function M.finish(T)
    local list = all_of(T)
    for _, post in ipairs(list) do
        if T.vars_of[post] then
            post.vars = session.packed(T, T.vars_of[post])
        end
    end
    for _, post in ipairs(list) do
        draw(T, post, T.posts[post])
    end
end

--- The document of an inline message, made when the first news of it comes: from { scene, vars, lang } as
--- its card was. `sign`: the beginning of its sign; if it looks different by now it is drawn again.
function M.adopt(T, card, sign)
    local post = docs.get(T, "_post", T.event.inline)
    if post or not T.game.scenes[card.scene] then
        return
    end
    post = docs.make(T, "_post", T.event.inline, card)
    post.post, post.inline, post.chat, post.stamp = true, true, 0, 1
    post.views, post.used = {}, {}
    note_held(T, post, true)
    local seen, offered = look(T, post)
    if seen then
        local lines, now = screen.sign(seen.html, seen.image, offered)
        post.views[1] = views.pack(M.FIRST, post.stamp, lines)
        post.sign = (not sign or now:sub(1, #sign) == sign) and now or nil
    end
    T.posts[post] = "stays"
end

--- The inline message is not what it was when it was sent: it is drawn again.
function M.again(T)
    local post = docs.get(T, "_post", T.event.inline)
    post.sign = nil
    T.posts[post] = T.posts[post] or "stays"
end

--- The post, record and nonce that a tap means; nil: used by him, forged, withdrawn or too old.
function M.tapped(T, key, nonce, index)
    key = key == "i" and T.event.inline or key
    local post = docs.get(T, "_post", key)
    if
        not post
        or post.chat ~= T.event.chat
        or post.inline and key ~= T.event.inline
        or not T.game.scenes[post.scene]
    then
        return nil
    end
    if not post.inline then
        T.unit.on_screen(key)
    end
    for _, view in ipairs(post.views) do
        if views.is(view, nonce, post.stamp) then
            local used = post.used[nonce]
            return not (used and used[T.player.id]) and post or nil, views.records(view)[index]
        end
    end
end

--- Is what was seen of the post still so? `mark`: what stands behind the button's data.
function M.still(T, post, record, mark)
    local seen, offered, drawn = look(T, post)
    return seen and live.still(mark, record, drawn, seen.html, offered) or false
end

--- A live document has changed that the post was drawn from.
function M.redraw(T, key)
    local post = docs.get(T, "_post", key)
    if post and T.game.scenes[post.scene] then
        T.posts[post] = "stays"
    else
        T.unit.watch("_post/" .. key, {})
    end
end

--- The tapper has used this view.
function M.consume(T, post, nonce)
    post.used[nonce] = post.used[nonce] or {}
    post.used[nonce][T.player.id] = true
    T.posts[post] = T.posts[post] or "stays"
end

--- A document is dropped: the posts that hold it lose their buttons.
function M.dropped(T, kind, id)
    local keys = docs.get(T, "_held", kind .. "." .. id)
    if not keys then
        return
    end
    for _, key in ipairs(frozen.keys(keys)) do
        local post = key ~= "id" and docs.get(T, "_post", key)
        if post then
            T.posts[post] = T.posts[post] or "stays"
        end
    end
    docs.drop(T, keys)
end

return M
