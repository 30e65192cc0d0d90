-- Drawing: the open scene as one message with buttons, and the views by which taps are known again.
--
-- A view is what one keyboard offered at one arrival (views.lua). callback_data is "s.NONCE.INDEX".
-- The newest VIEWS_MAX views that were not used stay good, so that a player who still sees an older
-- screen of the same place is not locked out.
local import = ...
local docs = import "docs"
local json = import "json"
local live = import "live"
local lore_words = import "lore_words"
local offer = import "offer"
local quiet = import "quiet"
local rows = import "rows"
local session = import "session"
local text = import "text"
local texts = import "texts"
local views = import "views"

local M = {}

local VIEWS_MAX = 4
local BACK_MAX = 64
local NONCE = 8 -- characters: 48 bits

-- text and image of a scene; nil: there is nothing left to see. A scene that is set aside has a polite
-- text instead. `pictured`: the picture of a thing that it tells of, if there is one, may stand in the place of
-- its image.
function M.words(T, top, pictured)
    local scene, ctx = T.game.scenes[top.scene], T:enter_vars(top)
    local def = scene.def
    if not T:begin(scene) then
        return { html = T:html(texts.new "common.aside"), aside = true }
    end
    local body
    if def.text then
        body = def.text(ctx)
        if body == nil then
            return nil
        end
    else
        body = scene.words.text
    end
    local image = def.image
    if type(image) == "function" then
        image = image(ctx)
    end
    if not pictured then
        return { html = T:html(body), image = image }
    end
    local html, picture = lore_words.pictured(T, function()
        return T:html(body)
    end)
    return { html = html, image = image, picture = picture }
end

-- Leads back until there is a scene with something to see, and gives its place and words.
local function settle(T)
    for _ = 1, BACK_MAX do
        live.begin(T)
        local top = session.top(T)
        if not top then
            session.arrive(T, T.game.init.home)
            top = session.top(T)
            T.moved = true
        end
        local seen = session.vars(T, top) and T:draw(function()
            return M.words(T, top, true)
        end)
        if seen then
            return top, seen
        end
        session.back(T)
        T.moved = true
    end
    error(("scene %s has no text, nor has any scene behind it"):format(session.top(T).scene), 0)
end

-- The lines above the screen. While lore is waited for they are kept, so that a screen which completes
-- itself loses none of them; and what they say may be lore, too.
local function with_notes(T, html)
    local notes = T.notes
    if T.unasked and #notes == 0 and T.session.noted then
        notes = lore_words.unpack(T.game, T.session.noted)
    end
    if #notes > 0 then
        html = T:html(notes) .. "\n\n" .. html
    end
    T.session.noted = #notes > 0 and T.lores and next(T.lores.watched) and lore_words.pack(notes) or nil
    return html
end

-- `drawn`: from something live. Such a screen may change by the second: while it offers the same, its
-- view stays the same, too, and its buttons tell what was seen.
local function remember(T, top, lines, sign, drawn)
    local shown = T.session.views
    local newest = shown[#shown]
    local known = newest and views.nonce(newest, top.stamp)
    if known then
        if T.session.sign == sign then
            return known, false
        elseif drawn and newest == views.pack(known, top.stamp, lines) then
            T.session.sign = sign
            return known, true
        end
    end
    local nonce = T.unit.word(NONCE)
    shown[#shown + 1] = views.pack(nonce, top.stamp, lines)
    if #shown > VIEWS_MAX then
        table.remove(shown, 1)
    end
    T.session.sign = sign
    return nonce, true
end

-- A line for each button, and a hash of all that is seen.
function M.sign(html, image, offered)
    local lines, parts = {}, { html, image or "" }
    for i = 1, #offered do
        local button = offered[i]
        lines[i] = button.line or views.line(button.record)
        parts[2 * i + 1], parts[2 * i + 2] = button.text, lines[i]
    end
    return lines, text.hash(table.concat(parts, "\0"))
end

-- Lore that he may watch being written is shown below the screen meanwhile, as long as he does nothing. The
-- screen that has it then comes anew, below, in the place of that.
local function follow_draft(T, chat, drawn, body)
    local id = T.unasked and drawn and drawn.lores and drawn.lores.written
    if id then
        T.unit.effect("lore", json.encode { draft = id, chat = chat })
    elseif T.unasked and T.session.drafted then
        body.quiet, body.anew = nil, true
    end
    T.session.drafted = id and true or nil
end

--- Draws the open scene into the player's chat. `again`: show it even if it is what he sees.
function M.show(T, again)
    local top, seen = settle(T)
    local offered = seen.aside and offer.way_out(T) or T:draw(function()
        return offer.list(T, top)
    end)
    local html = with_notes(T, seen.html)
    local drawn = live.finish(T, session.vars(T, top))
    live.watch(T, "player/" .. T.player.id, T.session, drawn)
    local image = seen.picture and lore_words.is_caption(html) and seen.picture or seen.image
    local lines, hash = M.sign(html, image, offered)
    local nonce, fresh = remember(T, top, lines, hash, drawn)
    if not fresh and not again then
        return
    end
    local before = "s." .. nonce .. "."
    for i = 1, #offered do
        local button = offered[i]
        button.data = before .. i .. live.mark(drawn, seen.html, button.text)
    end
    local chat = math.tointeger(tonumber(T.player.id))
    local body = { text = html, image = image, rows = rows.lay(offered), quiet = T.unasked }
    follow_draft(T, chat, drawn, body)
    T.unit.screen(chat, "main", json.encode(body))
end

--- Is what the player saw when he tapped this button still so? `mark`: what stands behind its data.
function M.still(T, record, mark)
    local top = session.top(T)
    live.begin(T)
    local offered
    local seen = session.vars(T, top)
        and T:draw(function()
            local now = M.words(T, top)
            offered = now and (now.aside and offer.way_out(T) or offer.list(T, top))
            return now
        end)
    local drawn = live.finish(T, session.vars(T, top))
    return seen and live.still(mark, record, drawn, seen.html, offered) or false
end

--- The view and record that a tap means, or nil: used, forged, withdrawn or too old.
function M.tapped(T, nonce, index)
    local top = session.top(T)
    for at, view in ipairs(T.session.views) do
        if top and views.is(view, nonce, top.stamp) then
            return views.records(view)[index], at
        end
    end
end

--- Uses a view up: it and all older ones are gone.
function M.consume(T, at)
    local kept = {}
    for i = at + 1, #T.session.views do
        kept[#kept + 1] = T.session.views[i]
    end
    T.session.views = kept
    if #kept == 0 then
        T.session.sign = nil
    end
end

--- Writes the game's documents, draws (unless T.unseen), writes the engine's own.
function M.finish(T, again)
    if T.session then
        quiet.after(T)
        session.pack(T)
    end
    T:blame(T.first)
    docs.save(T, false)
    if next(T.posts) then
        T:finish_posts()
    end
    if T.session and not T.unseen then
        M.show(T, again)
        session.pack(T)
        if T.moved then
            docs.save(T, false)
        elseif T.config.strict then
            docs.check_drawn(T)
        end
    end
    docs.save(T, true)
end

return M
