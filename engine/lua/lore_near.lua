-- Facts before prose: what the world knows of the things that a text is about, so that texts agree with
-- each other.
--
-- A prompt's `near` says which facts are ids of rows. Of each such row its name and its fields go along:
-- refs as the names of their rows, keys as the words of their texts, what is as its schema has it anyway
-- not at all. The rows that those refer to follow with their own fields (`around`), nearest first, as
-- long as the budget lasts (content/lore.lua, `tokens`). Rows of the same kinds that are not near are
-- told by name alone: what a text may not mention (`apart`).
--
-- All strings come out clean and short, whoever wrote them.
local import = ...
local frozen = import "frozen"
local json = import "json"
local texts = import "texts"

local M = {}

local STRING_MAX = 400 -- characters of one fact
local LIST_MAX = 50 -- entries of one
local DEPTH_MAX = 4
local APART_MAX = 200
local BYTES = { en = 4 } -- of a token, by language
local BYTES_ELSE = 2.5
local HIDDEN = { image = true }

-- Characters that nobody sees, that turn the direction of writing, or are no characters.
local UNSEEN = {
    { 0x00, 0x1F },
    { 0x7F, 0x9F },
    { 0xAD, 0xAD },
    { 0x61C, 0x61C },
    { 0x115F, 0x1160 },
    { 0x180E, 0x180E },
    { 0x200B, 0x200F },
    { 0x2028, 0x202E },
    { 0x2060, 0x206F },
    { 0x3164, 0x3164 },
    { 0xE000, 0xF8FF },
    { 0xFDD0, 0xFDEF },
    { 0xFE00, 0xFE0F },
    { 0xFEFF, 0xFEFF },
    { 0xFFA0, 0xFFA0 },
    { 0xFFF9, 0xFFFF },
    { 0x1FFFE, 0x1FFFF },
    { 0xE0000, 0x10FFFF },
}

local function is_unseen(code)
    for i = 1, #UNSEEN do
        local range = UNSEEN[i]
        if code < range[1] then
            return false
        elseif code <= range[2] then
            return true
        end
    end
    return false
end

--- A string without what is unseen (blanks and line ends are single spaces), cut to `most` characters.
function M.clean(value, most)
    local out, count, gap = {}, 0, false
    for _, code in utf8.codes(value) do
        if code == 0x20 or code == 0x0A or code == 0x0D or code == 0x09 or code == 0xA0 then
            gap = count > 0
        elseif not is_unseen(code) then
            count = count + (gap and 2 or 1)
            if count > (most or STRING_MAX) then
                break
            end
            out[#out + 1] = gap and " " or nil
            out[#out + 1] = utf8.char(code)
            gap = false
        end
    end
    return table.concat(out)
end

--- Plain values, cleaned and bounded; what is deeper or longer is left out.
function M.plain(value, depth)
    depth = depth or 1
    if type(value) == "string" then
        return M.clean(value)
    elseif type(value) ~= "table" then
        return value
    end
    local copy = {}
    for i, key in ipairs(depth < DEPTH_MAX and frozen.keys(value) or {}) do
        if i > LIST_MAX then
            break
        end
        copy[type(key) == "string" and M.clean(key) or key] = M.plain(frozen.data(value)[key], depth + 1)
    end
    return copy
end

--- How many bytes so many tokens are in a language.
function M.bytes(tokens, lang)
    return math.floor(tokens * (BYTES[lang] or BYTES_ELSE))
end

--- The words of a text that wants no arguments; nil if there is none.
function M.words(reader, key)
    local names = reader.texts:names(key)
    return names and not next(names) and M.clean(texts.plain(reader, texts.new(key))) or nil
end

--- What a row is called in the reader's language.
function M.name(reader, kind, id)
    return M.words(reader, kind .. "." .. id) or id
end

local Near = {}
Near.__index = Near

-- Notes a row that is referred to.
function Near:refer(kind, id)
    local key = kind .. "." .. id
    self.kinds[kind] = true
    if not self.seen[key] then
        self.seen[key] = true
        self.queue[#self.queue + 1] = { kind = kind, id = id }
    end
end

-- A field's value as it goes along; nil: not at all.
function Near:value(field, value)
    if field.type == "ref" then
        if not self.game.has(field.of, value) then
            return nil
        end
        self:refer(field.of, value)
        return M.name(self.reader, field.of, value)
    elseif field.type == "key" then
        return M.words(self.reader, value)
    elseif field.type == "player" then
        return nil
    elseif field.type ~= "list" and field.type ~= "map" then
        return M.plain(value)
    elseif type(field.of) ~= "table" then
        return nil
    end
    local copy = {}
    for _, key in ipairs(frozen.keys(value)) do
        local entry = self:value(field.of, frozen.data(value)[key])
        copy[field.type == "list" and #copy + 1 or key] = entry
    end
    return next(copy) and copy or nil
end

-- A row's name and fields.
function Near:row(kind, id)
    local row, facts = self.game.rows[kind][id], { name = M.name(self.reader, kind, id) }
    for _, name in ipairs(frozen.keys(self.game.schemas[kind].table)) do
        local field, value = self.game.schemas[kind].table[name], row[name]
        if value ~= nil and value ~= field.default and not HIDDEN[name] then
            facts[name] = self:value(field, value)
        end
    end
    return facts
end

-- The rows that the first ones refer to, while they fit.
function Near:around(budget)
    local list = {}
    for i = 1, #self.queue do -- as long as it is now: not theirs in turn
        local entry = self.queue[i]
        local facts = self:row(entry.kind, entry.id)
        budget = budget - #json.encode(facts)
        if budget < 0 then
            break
        end
        list[#list + 1] = facts
    end
    return #list > 0 and list or nil
end

-- Those of the same kinds that are neither.
function Near:apart()
    local list = {}
    for _, kind in ipairs(frozen.keys(self.kinds)) do
        for _, id in ipairs(frozen.keys(self.game.rows[kind])) do
            if not self.seen[kind .. "." .. id] and #list < APART_MAX then
                list[#list + 1] = M.name(self.reader, kind, id)
            end
        end
    end
    return list
end

-- What a single row says is not said twice: who passes a row as facts has its fields in both.
local function leave_out(facts, rows)
    for name, value in next, #rows == 1 and rows[1] or {} do
        if name ~= "name" and facts[name] == value then
            facts[name] = nil
        end
    end
end

-- What the prompt names as facts, and nothing else that came along: `_players` is for the database.
local function named(prompt, facts)
    local copy = {}
    for name in next, prompt.facts do
        copy[name] = facts[name]
    end
    return M.plain(copy)
end

local function ids_of(value)
    return type(value) == "table" and value or { value }
end

--- facts: as they were asked with. Gives { facts = with names for ids, near, around, apart }.
function M.gather(game, prompt, facts, reader)
    local self = setmetatable({ game = game, reader = reader, seen = {}, queue = {}, kinds = {} }, Near)
    local plain, near, first = named(prompt, facts), {}, {}
    for _, fact in ipairs(frozen.keys(prompt.def.near or {})) do
        local kind, names = prompt.def.near[fact], {}
        for _, id in ipairs(ids_of(facts[fact])) do
            if game.has(kind, id) then
                self.seen[kind .. "." .. id] = true
                names[#names + 1] = M.name(reader, kind, id)
                first[#first + 1] = { kind = kind, id = id, fact = fact }
            end
        end
        if #names > 0 then
            plain[fact] = type(facts[fact]) == "table" and names or names[1]
        end
    end
    for _, entry in ipairs(first) do
        near[entry.fact] = near[entry.fact] or {}
        table.insert(near[entry.fact], self:row(entry.kind, entry.id))
        leave_out(plain, near[entry.fact])
    end
    local left = M.bytes(game.lore.tokens, reader.lang) - #json.encode(near)
    local apart = self:apart()
    return { facts = plain, near = next(near) and near or nil, around = self:around(left), apart = apart }
end

return M
