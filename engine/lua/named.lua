-- Who is meant by what was typed where a player is asked for: a hero's name, @username, an id, a
-- mention of somebody without a username, or the author of the message that is answered.
--
-- Names are found by an index of the engine's own: "~name" of players' documents (the name in small
-- letters), "~user" of their sessions. It is kept only in games that have an argument or an input of
-- type player.
local import = ...
local docs = import "docs"
local text = import "text"

local M = {}

local WORDS_MAX = 4 -- of a name that is typed among other arguments
local SHOWN_MAX = 200 -- bytes of what is looked for

local function wants_player(list)
    for _, field in ipairs(list) do
        if field.type == "player" then
            return true
        end
    end
    return false
end

-- Does anything in the game ask for a player?
local function is_asked(game)
    for _, command in next, game.commands do
        if wants_player(command.def.args or {}) then
            return true
        end
    end
    for _, scene in next, game.scenes do
        if wants_player { scene.def.input or {} } then
            return true
        end
    end
    return false
end

--- Prepares a loaded game: nothing where nobody is asked for.
function M.prepare(game, problems)
    game.hidden = {}
    if not is_asked(game) then
        return
    end
    local player = game.documents.player
    player.indexed = player.indexed or {}
    if #player.indexed > 3 then
        problems:add("B007", player.path, nil, "an argument of type player needs an index, too: three others at most")
    end
    player.indexed[#player.indexed + 1] = "~name"
    game.hidden._session = { indexed = { "~user" }, fields = {} }
end

local function find(T, kind, name, word)
    local found = {}
    for _, id in ipairs(T.unit.find(kind, { [name] = text.lower(word) }, nil, false, true, WORDS_MAX)) do
        local player = docs.get(T, "player", id)
        local session = player and name == "~user" and docs.get(T, "_session", id)
        local now = session and session.username or name == "~name" and player and player.name
        if now and text.lower(now) == text.lower(word) then
            found[#found + 1] = id
        end
    end
    return found
end

local function by_words(T, word)
    if word:sub(1, 1) == "@" then
        return find(T, "_session", "~user", word:sub(2))
    elseif word:match "^%d+$" and docs.get(T, "player", word) then
        return { word }
    end
    return find(T, "player", "~name", word)
end

--- The id of the one player who is meant; or nil with the key and arguments of a text that explains.
function M.one(T, word)
    word = text.trim(word)
    local found = #word <= SHOWN_MAX and word ~= "" and by_words(T, word) or {}
    if #found == 1 then
        return found[1]
    end
    if #found == 0 then
        return nil, "input.nobody"
    end
    return nil, "input.several", { name = word }
end

--- A player at the beginning of `rest`, behind whom `others` more words are needed: id, what is left of
--- `rest`; or nil, rest, key, args. A name of several words is taken whole.
function M.first(T, rest, others)
    local mention = T.event.mention
    if
        mention
        and mention.text ~= ""
        and rest:sub(1, #mention.text) == mention.text
        and docs.get(T, "player", mention.id)
    then
        return mention.id, text.trim(rest:sub(#mention.text + 1))
    end
    local ends = {}
    for at in rest:gmatch "%S+()" do
        ends[#ends + 1] = at
    end
    local key, args
    for count = math.max(1, math.min(WORDS_MAX, #ends - others)), 1, -1 do
        local id, why, more = M.one(T, rest:sub(1, (ends[count] or 1) - 1))
        if id then
            return id, text.trim(rest:sub(ends[count]))
        elseif why == "input.several" or not key then
            key, args = why, more
        end
        if count == 1 and key ~= "input.several" then
            args = more
        end
    end
    return nil, rest, key, args
end

--- The author of the message that is answered, if he plays.
function M.answered(T)
    local id = T.event.reply
    return id and docs.get(T, "player", id) and id or nil
end

return M
