-- Which fields of a document it can be found by (index = true), and their values.
--
-- The store keeps them beside the body and changes them in the turn's own transaction. Kinds without
-- such a field cost nothing.
local import = ...
local board = import "board"
local fields = import "fields"
local frozen = import "frozen"
local json = import "json"
local text = import "text"

local M = {}

local FIELDS_MAX = 4 -- of a kind: STORE_INDEX_MAX of the core, and the rows double with each
local NAME_MAX = 63
local PLAIN = {
    text = true,
    integer = true,
    number = true,
    boolean = true,
    one_of = true,
    ref = true,
    key = true,
    player = true,
    duration = true,
}

--- The indexed fields of a kind, by name; nil: none. Raises with the file of its declaration.
function M.declare(kind)
    local names = {}
    for _, name in ipairs(frozen.keys(kind.fields)) do
        local field = kind.fields[name]
        if field.index then
            if not PLAIN[field.type] or #name > NAME_MAX then
                error(("%s: %s: a %s cannot have an index"):format(kind.path, name, field.type), 0)
            end
            names[#names + 1] = name
        end
    end
    if #names > FIELDS_MAX then
        error(
            ("%s: %d fields have an index, %d at most: each doubles what a write costs"):format(
                kind.path,
                #names,
                FIELDS_MAX
            ),
            0
        )
    end
    return #names > 0 and names or nil
end

local VALUE_MAX = 200 -- bytes of a name that is found

-- The engine's own fields: named.lua.
local derived = {
    ["~name"] = function(doc)
        return doc.name
    end,
    ["~user"] = function(doc)
        return doc.username
    end,
}

local function value_of(doc, name)
    local of = derived[name]
    if not of then
        return doc[name]
    end
    local value = of(doc)
    return type(value) == "string" and #value <= VALUE_MAX and text.lower(value) or nil
end
M.value_of = value_of

--- What a document is found by: { [name] = value }; nothing for nil.
function M.entry(kind, doc)
    local entry = {}
    for _, name in ipairs(kind.indexed) do
        local value = value_of(doc, name)
        if value ~= nil and type(value) ~= "table" then
            entry[name] = value
        end
    end
    return entry
end

--- What each kind is found by, as a text that differs when its documents must be indexed anew.
function M.specs(game)
    local specs = {}
    for kind, declared in next, game.hidden do
        specs[kind] = table.concat(declared.indexed, ",")
    end
    for kind, declared in next, game.documents do
        local parts = {}
        for prefix, names in next, { ["="] = declared.indexed, ["#"] = declared.boards } do
            for _, name in ipairs(names) do
                local field = declared.fields[name] or {}
                local renamed = field.type == "ref" and game.renamed[field.of]
                local part = name .. prefix .. json.encode { field.default }
                parts[#parts + 1] = renamed and next(renamed) and part .. json.encode(renamed) or part
            end
        end
        if #parts > 0 then
            table.sort(parts)
            specs[kind] = table.concat(parts, ",")
        end
    end
    return specs
end

--- Documents as they are kept, {kind, docs = {{id, doc}, ...}}, as rows {fields = entry, name, scores}.
function M.rows(game, argument)
    local declared, rows = game.documents[argument.kind] or game.hidden[argument.kind], {}
    for i, one in ipairs(argument.docs) do
        local row = { id = one.id }
        if one.doc and declared then
            fields.fill(declared.fields, one.doc)
            if declared.rename then
                declared.rename(one.doc)
            end
            row.fields = declared.indexed and M.entry(declared, one.doc) or nil
            if declared.boards then
                row.name, row.scores = board.entry(declared, one.doc)
            end
        end
        rows[i] = row
    end
    return { rows = rows }
end

return M
