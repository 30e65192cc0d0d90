-- Commands about lore: what it costs, and the review of texts (docs/lore.md).
--
-- The engine knows the texts; what a moderator may write in their place is checked here, where the
-- prompts are: /lore edit asks for the text first, and its answer ("lore_edit") comes back with the
-- words that were typed.
local import = ...
local asking = import "admin_ask"
local docs = import "docs"
local fields = import "fields"
local frozen = import "frozen"
local json = import "json"
local roles = import "roles"
local text = import "text"
local texts = import "texts"

local M = {}
local ask, number = asking.ask, asking.number

local USAGE = "/lore, /lore 17, /lore reported|refused|newest, /lore keep|show|hide|renew 17, "
    .. "/lore edit 17 …, /lore renew KIND|old"
local LISTS = { reported = true, refused = true, newest = true }
local ACTS = { keep = true, show = true, hide = true, renew = true }

local function list(T, which, before)
    ask(T, "lore_list", { which = which, before = before })
end

local function act(T, what, row)
    ask(T, "lore_act", { act = what, row = row })
end

-- "renew item": all of a kind; "renew old": whatever an older prompt has made.
local function renew(T, which)
    local kinds = {}
    for _, kind in ipairs(frozen.keys(T.game.prompts)) do
        if which == "old" or which == kind then
            kinds[#kinds + 1] = { kind = kind, prompt = which == "old" and T.game.prompts[kind].hash or nil }
        end
    end
    if #kinds == 0 then
        return asking.usage(T, USAGE)
    end
    ask(T, "lore_renew", { kinds = kinds, detail = which })
end

-- What moderators do; the figures are for everybody with a role.
local function review(T, rest)
    local word, more = asking.split(rest)
    local row = number(more:match "^%S*" or "")
    if number(word) and more == "" then
        return ask(T, "lore_one", { row = number(word) })
    elseif LISTS[word] and more == "" then
        return list(T, word)
    elseif word == "edit" and row then
        return ask(T, "lore_one", { row = row, edit = text.trim(more:match "^%S+(.*)$") })
    elseif ACTS[word] and row then
        return act(T, word, row)
    elseif word == "renew" then
        return renew(T, more)
    end
    asking.usage(T, USAGE)
end

M.commands = {
    lore = {
        role = "staff",
        run = function(T, rest)
            if rest == "" then
                return ask(T, "lore")
            elseif M.allowed(T, "lore", "moderator", rest) then
                review(T, rest)
            end
        end,
    },
}

local function acts(what)
    return function(T, row)
        act(T, what, row)
    end
end

local function lists(which)
    return function(T, before)
        list(T, which, before > 0 and before or nil)
    end
end

M.buttons = {
    role = "moderator",
    lore_reported = lists "reported",
    lore_refused = lists "refused",
    lore_newest = lists "newest",
    lore = function(T, row)
        ask(T, "lore_one", { row = row })
    end,
    lore_keep = acts "keep",
    lore_show = acts "show",
    lore_hide = acts "hide",
    lore_renew = acts "renew",
    lore_edit = function(T, row)
        ask(T, "lore_one", { row = row, edit = "" })
    end,
}

-- --- a moderator's own words ---------------------------------------------------------------------

-- "field: words" on lines of their own, more lines behind each; the only field needs no name.
local function read(defs, typed)
    local names, found, name = frozen.keys(defs), {}, nil
    for line in (typed .. "\n"):gmatch "(.-)\r?\n" do
        local key, words = line:match "^%s*([%a_][%w_]*):%s*(.*)$"
        if key and defs[key] then
            name, found[key] = key, words
        elseif name or #names == 1 then
            name = name or names[1]
            found[name] = found[name] and found[name] .. "\n" .. line or line
        else
            return nil, line:match "^%s*([^%s:]*)", "none"
        end
    end
    return found
end

-- What the judge would say of its length and its markup: nil, or the key of a text.
local function unfit(field, words)
    local length = text.length(words)
    if words == "" then
        return "empty"
    elseif words:find "[<>]" then
        return "markup"
    elseif field.min and length < field.min then
        return "short", field.min
    elseif field.max and length > field.max then
        return "long", field.max
    end
end

-- The body of a text, or nil, the field, what is wrong with it, and a number.
local function body_of(T, defs, typed)
    local found, wrong, why = read(defs, typed)
    if not found then
        return nil, wrong, why
    end
    for _, name in ipairs(frozen.keys(defs)) do
        local words = found[name] and text.trim(found[name])
        local n
        if not words then
            return nil, name, "missing"
        end
        if defs[name].type == "text" then
            why, n = unfit(defs[name], words)
        else
            words = fields.typed(defs[name], words, T.game.has)
            why = words == nil and "shape" or nil
        end
        if why then
            return nil, name, why, n
        end
        found[name] = words
    end
    return json.encode(found)
end

local answers = {}

--- The text that is to be edited has come: shown to be copied, or changed as it was typed.
function answers.lore_edit(T)
    local event = T.event
    local row = event.rows and event.rows[1]
    local prompt = row and T.game.prompts[row.kind]
    if row and row.lang == "image" then
        return asking.say(T, "admin.lore.no_words")
    elseif not prompt or event.edit == "" then
        return asking.answer(T, row and "lore_how" or "lore_one", event)
    end
    local body, field, why, n = body_of(T, prompt.def.fields, event.edit)
    if not body then
        return asking.say(
            T,
            "admin.lore.unfit",
            { field = field, why = texts.new("admin.lore.unfit." .. why, { n = n }) }
        )
    end
    ask(T, "lore_act", { act = "edit", row = row.row, revision = row.revision, body = body })
end

M.answers = answers

--- The engine's event: a text was reported for the first time. Moderators are told; where everybody is an
--- owner, who reported it.
function M.told(T)
    for _, id in ipairs(T.config.everyone_owner and { T.event.by } or roles.who(T, "moderator")) do
        T.asker = docs.get(T, "player", id)
        if T.asker then
            asking.answer(T, "lore_told", T.event, id)
        end
    end
end

return M
