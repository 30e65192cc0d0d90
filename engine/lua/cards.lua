-- Cards: what a command with where = "inline" offers when somebody types "@bot words" in any chat, and what
-- they become when one is chosen. Asking is no turn: it is read-only, like the question before a payment
-- (checkout.lua), and nothing is kept of it. So all that the message needs must come back with it:
--
--   id of the result      SEAL.SIGN.LANG|SCENE|VARS         SIGN: a hash of what the card shows
--   data of its buttons   i.SEAL.INDEX.CHECK.LANG|SCENE|VARS  CHECK: a hash of what the button offers
--
-- SEAL is the engine's own (unit.seal), since a client may send any data that it likes. Telegram has 64
-- bytes for each, which leaves ROOM for language, scene and vars. The first of these that comes back makes
-- the message's document (posts.lua); from then on its buttons are those of a post.
local import = ...
local commands = import "commands"
local ctx = import "ctx"
local docs = import "docs"
local frozen = import "frozen"
local host = import "host"
local json = import "json"
local posts = import "posts"
local screen = import "screen"
local session = import "session"
local state = import "state"
local text = import "text"
local texts = import "texts"
local views = import "views"

local M = {}

local CARDS_MAX = 50 -- Telegram's
local ROOM = 45
local SIGN, CHECK = 8, 4
local ABOUT_MAX = 100 -- characters

-- --- vars as a line: "cups#0&who@player/1001&name=Bob&on!1" ------------------------------------------

local function escape(words)
    return (words:gsub("[%c%%&|]", function(c)
        return ("%%%02x"):format(c:byte())
    end))
end

local function unescape(words)
    return (words:gsub("%%(%x%x)", function(hex)
        return string.char(tonumber(hex, 16))
    end))
end

local function write(key, value)
    local doc = type(value) == "table" and value["$doc"]
    if doc then
        return ("%s@%s/%s"):format(key, doc[1], doc[2])
    elseif math.type(value) == "integer" then
        return ("%s#%d"):format(key, value)
    elseif type(value) == "boolean" then
        return ("%s!%d"):format(key, value and 1 or 0)
    elseif type(value) == "string" then
        return ("%s=%s"):format(key, escape(value))
    end
end

local readers = {
    ["@"] = function(words)
        local kind, id = words:match "^([^/]+)/(.*)$"
        return { ["$doc"] = { kind, id } }
    end,
    ["#"] = function(words)
        return math.tointeger(tonumber(words))
    end,
    ["!"] = function(words)
        return words == "1"
    end,
    ["="] = unescape,
}

-- Raises at `level` for what no button can carry.
local function pack(lang, scene, vars, level)
    local parts = {}
    for _, key in ipairs(frozen.keys(vars)) do
        local part = type(key) == "string" and key:match "^[%w_]+$" and write(key, vars[key])
        if not part then
            local words = "ctx:show of a card: vars.%s: only texts, whole numbers, booleans and documents, by names"
            error(words:format(tostring(key)), level + 1)
        end
        parts[#parts + 1] = part
    end
    local line = ("%s|%s|%s"):format(lang, scene, table.concat(parts, "&"))
    if #line > ROOM then
        local words = "ctx:show of a card: a button has %d bytes for scene and vars, and %s needs %d"
        error(words:format(ROOM, line, #line), level + 1)
    end
    return line
end

local function unpack(line)
    local lang, scene, rest = line:match "^([^|]*)|([^|]*)|(.*)$"
    local vars = {}
    for part in rest:gmatch "[^&]+" do
        local key, mark, words = part:match "^([%w_]+)([@#!=])(.*)$"
        vars[key] = readers[mark](words)
    end
    return { lang = lang, scene = scene, vars = vars }
end

local function check(record)
    return text.hash(views.line(record)):sub(1, CHECK)
end

-- --- asking ---------------------------------------------------------------------------------------

local function first_line(html)
    local line = html:gsub("<[^>]*>", ""):match "[^\n]+" or ""
    line = line:gsub("&lt;", "<"):gsub("&gt;", ">"):gsub("&quot;", '"'):gsub("&amp;", "&")
    return text.length(line) > ABOUT_MAX and line:sub(1, utf8.offset(line, ABOUT_MAX) - 1) .. "…" or line
end

local function title(T, command, html)
    local key = "commands." .. command.id
    return T.game.locales:names(key) and T:plain(texts.new(key)) or first_line(html)
end

-- Two that are alike are one.
local function add(T, card)
    if #T.cards < CARDS_MAX and not T.cards[card.id] then
        T.cards[card.id] = true
        T.cards[#T.cards + 1] = card
    end
end

--- ctx:show in an inline command.
function M.show(T, scene, vars, level)
    local lang = T.game.locales:fit(T.player and T.player.lang or T.event.lang)
    local post = { post = true, chat = 0, scene = scene, vars = session.packed(T, vars), lang = lang }
    local line = pack(lang, scene, post.vars, level + 1)
    local command = T.asked
    T.asked = nil -- a scene that is drawn shows no cards
    local seen, offered = posts.look(T, post)
    T.asked = command
    T:blame(command.name)
    if not seen then
        return
    end
    local seal = T.unit.seal(line)
    for i, button in ipairs(offered) do
        button.data = ("i.%s.%d.%s.%s"):format(seal, i, check(button.record), line)
    end
    local _, sign = screen.sign(seen.html, seen.image, offered)
    add(T, {
        id = ("%s.%s.%s"):format(seal, sign:sub(1, SIGN), line),
        title = title(T, T.asked, seen.html),
        about = first_line(seen.html),
        text = seen.html,
        rows = posts.rows(offered),
    })
end

-- What a command says without a card is one of words.
local function add_notes(T)
    local html = T:html(T.notes)
    T.notes = {}
    add(T, {
        id = "n." .. text.hash(html),
        title = title(T, T.asked, html),
        about = first_line(html),
        text = html,
    })
end

-- A command for the words: nothing if they are not its arguments.
local function ask(T, command, words)
    local args = commands.read(T, command, words)
    if not args or (command.def.role and not T:may(command.def.role)) or not T:begin(command) then
        return
    end
    local before = #T.cards
    T.asked = command
    command.def.run(T.ctx, args)
    if #T.notes > 0 and #T.cards == before then
        add_notes(T)
    end
    T.notes = {}
end

-- Who has never been here sees what needs no player; what does fails, and is left out.
local function ask_for_stranger(T, command, words)
    local ok = pcall(ask, T, command, words)
    if not ok then
        T.notes = {}
    end
end

--- The game's inline commands, by their ids.
function M.commands(game)
    local list = {}
    for _, id in ipairs(frozen.keys(game.commands)) do
        if game.commands[id].def.where == "inline" then
            list[#list + 1] = game.commands[id]
        end
    end
    return list
end

local function ask_all(T)
    local words = text.trim(T.event.text or "")
    local name, rest = words:match "^(%S+)%s*(.*)$"
    local named = name and T.game.commands[text.lower(name)]
    local asked = T.player and ask or ask_for_stranger
    if named and named.def.where == "inline" then
        return asked(T, named, rest)
    end
    for _, command in ipairs(M.commands(T.game)) do
        asked(T, command, words)
    end
end

--- Answers by unit.answer(JSON): { cards, button }.
function M.run(game, unit)
    local T = state.new(game, unit, json.decode(unit.event()))
    T.ctx = ctx.new(T)
    T.drawing, T.cards, T.show_card = true, {}, M.show
    T:open_player(T.event.player, false)
    if not (T.session and T.session.barred) then
        ask_all(T)
    end
    if host.config().everyone_owner then
        docs.check_drawn(T)
    end
    local cards = table.move(T.cards, 1, #T.cards, 1, {})
    unit.answer(
        json.encode { cards = cards, button = not T.player and T:plain(texts.new "common.begin") or nil },
        false
    )
end

-- --- choosing and the first tap -------------------------------------------------------------------

local function is_ours(T, seal, line)
    local made = T.unit.seal(line)
    return made == "" or made == seal
end

--- chosen_inline_result: the card has become a message.
function M.chosen(T)
    local seal, sign, line = (T.event.data or ""):match "^([%w_-]+)%.(%x+)%.(.*|.*|.*)$"
    if seal and is_ours(T, seal, line) then
        posts.adopt(T, unpack(line), sign)
        screen.finish(T, false)
    end
end

--- A tap on a card's own button: its view's nonce and index, or nil. `changed`: it offers another thing now.
function M.tapped(T)
    local seal, index, sum, line = (T.event.data or ""):match "^i%.([%w_-]+)%.(%d+)%.(%x+)%.(.*|.*|.*)$"
    if not seal or not T.event.inline or not is_ours(T, seal, line) then
        return nil
    end
    posts.adopt(T, unpack(line))
    index = math.tointeger(tonumber(index))
    local _, record = posts.tapped(T, "i", posts.FIRST, index)
    local changed = record ~= nil and check(record) ~= sum
    if changed then
        posts.again(T)
    end
    return index, changed
end

return M
