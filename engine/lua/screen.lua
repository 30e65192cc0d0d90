-- Drawing: the open scene as one message with buttons, and the views by which taps are known again.
--
-- A view is { nonce, stamp, choices }: what one keyboard offered at one arrival. callback_data is
-- "s.NONCE.INDEX". The newest VIEWS_MAX views that were not used stay good, so that a player who
-- still sees an older screen of the same place is not locked out.
local import = ...
local docs = import "docs"
local json = import "json"
local offer = import "offer"
local rows = import "rows"
local session = import "session"
local text = import "text"
local texts = import "texts"

local M = {}

local VIEWS_MAX = 4
local BACK_MAX = 64
local NONCE = 8 -- characters: 48 bits

-- text and image of the open scene; nil: there is nothing left to see.
local function words(T, top)
    local scene, ctx = T.game.scenes[top.scene], T:enter_vars(top)
    local def = scene.def
    local body = texts.new(scene.id .. ".text")
    if def.text then
        body = def.text(ctx)
        if body == nil then
            return nil
        end
    end
    local image = def.image
    if type(image) == "function" then
        image = image(ctx)
    end
    return { html = T:html(body), image = image }
end

-- Leads back until there is a scene with something to see, and gives its place and words.
local function settle(T)
    for _ = 1, BACK_MAX do
        local top = session.top(T)
        if not top then
            session.arrive(T, T.game.init.home)
            top = session.top(T)
            T.moved = true
        end
        local seen = session.vars(T, top) and T:draw(function()
            return words(T, top)
        end)
        if seen then
            return top, seen
        end
        session.back(T)
        T.moved = true
    end
    error(("scene %s has no text, nor has any scene behind it"):format(session.top(T).scene), 0)
end

local function with_notes(T, html)
    if #T.notes == 0 then
        return html
    end
    return T:html(T.notes) .. "\n\n" .. html
end

local function data(nonce, index)
    return ("s.%s.%d"):format(nonce, index)
end

local function remember(T, top, offered, sign)
    local views = T.session.views
    local newest = views[#views]
    if newest and T.session.sign == sign and newest.stamp == top.stamp then
        return newest.nonce, false
    end
    local choices = {}
    for i, button in ipairs(offered) do
        choices[i] = button.record
    end
    local nonce = T.unit.word(NONCE)
    views[#views + 1] = { nonce = nonce, stamp = top.stamp, choices = choices }
    if #views > VIEWS_MAX then
        table.remove(views, 1)
    end
    T.session.sign = sign
    return nonce, true
end

local function signature(html, image, offered)
    local parts = { html, image or "" }
    for _, button in ipairs(offered) do
        local record = button.record
        parts[#parts + 1] = button.text
        parts[#parts + 1] = record.c and "c." .. record.c or record.p and "p." .. record.p or "b"
        parts[#parts + 1] = tostring(record.e or record.n)
    end
    return text.hash(table.concat(parts, "\0"))
end

--- Draws the open scene into the player's chat. `again`: show it even if it is what he sees.
function M.show(T, again)
    local top, seen = settle(T)
    local offered = T:draw(function()
        return offer.list(T, top)
    end)
    local html = with_notes(T, seen.html)
    local nonce, fresh = remember(T, top, offered, signature(html, seen.image, offered))
    if not fresh and not again then
        return
    end
    for i, button in ipairs(offered) do
        button.data = data(nonce, i)
    end
    local chat = math.tointeger(tonumber(T.player.id))
    T.unit.screen(chat, "main", json.encode { text = html, image = seen.image, rows = rows.lay(offered) })
end

--- The view and record that a tap means, or nil: used, forged, withdrawn or too old.
function M.tapped(T, nonce, index)
    local top = session.top(T)
    for at, view in ipairs(T.session.views) do
        if view.nonce == nonce and top and view.stamp == top.stamp then
            return view.choices[index], at
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
        session.pack(T)
    end
    docs.save(T, false)
    if T.session and not T.unseen then
        M.show(T, again)
        session.pack(T)
        if T.moved then
            docs.save(T, false)
        elseif T.config.everyone_admin then
            docs.check_drawn(T)
        end
    end
    docs.save(T, true)
end

return M
