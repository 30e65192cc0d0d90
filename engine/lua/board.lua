-- Leader boards: fields of a player's document with board = true, and ctx:board.
--
-- The store keeps a row for each player and board, which the turn that changes the score changes with
-- it; so a board is read without any document, and costs what it shows.
local import = ...
local frozen = import "frozen"
local texts = import "texts"

local M = {}

local BOARDS_MAX = 8 -- UNIT_BOARDS_MAX of the core
local EXACT = 10000 -- STORE_BOARD_EXACT of the core: places behind it are not counted

--- The fields of players that are boards, by name; nil: none. Raises with the file of the declaration.
function M.declare(kind, id)
    local names = {}
    for _, name in ipairs(frozen.keys(kind.fields)) do
        local field = kind.fields[name]
        if field.board then
            if id ~= "player" then
                error(("%s: %s: only a player's field can be a board"):format(kind.path, name), 0)
            elseif field.type ~= "integer" then
                error(("%s: %s: a board needs an integer"):format(kind.path, name), 0)
            end
            names[#names + 1] = name
        end
    end
    if #names > BOARDS_MAX then
        error(("%s: %d boards, %d at most"):format(kind.path, #names, BOARDS_MAX), 0)
    end
    return #names > 0 and names or nil
end

--- name, scores of a player's document: { [board] = score, or false for no place }. Who has no name yet
--- stands on no board.
function M.entry(kind, doc)
    local scores = {}
    for _, name in ipairs(kind.boards) do
        local score = doc[name]
        scores[name] = doc.name ~= nil and math.type(score) == "integer" and score
    end
    return doc.name or "", scores
end

--- The turn writes this player.
function M.saved(T, slot)
    T.unit.rank(slot.id, M.entry(slot.declared, slot.doc))
end

--- Takes a player off all boards ("out"), or puts him back ("in").
function M.bar(T, doc, how)
    local kind = T.game.documents.player
    if kind.boards then
        local name, scores = M.entry(kind, doc)
        T.unit.rank(doc.id, name, scores, how)
    end
end

local function row(place, own)
    return texts.new("board.row", {
        place = place.place > 0 and place.place or ("%d+"):format(EXACT),
        name = place.name,
        n = place.score,
        form = own and "own" or nil,
    })
end

--- The first ten, and those around the turn's player. Waits.
function M.list(T, field, level)
    local kind = T.game.documents.player
    local declared = type(field) == "string" and kind.fields[field]
    if not declared or not declared.board then
        error(
            ("ctx:board: field %s of a player is no board: declare it with board = true in %s"):format(
                tostring(field),
                kind.path
            ),
            level + 1
        )
    end
    local own, score = nil, 0
    if T.player then
        local name, scores = M.entry(kind, T.player)
        own, score = scores[field] and { id = T.player.id, name = name } or nil, scores[field] or 0
    end
    local lines, last = {}, 0
    for i, place in ipairs(T.unit.board(field, own and own.id, own and own.name, score)) do
        if i > 1 and place.place ~= last + 1 and last >= 0 then
            lines[#lines + 1] = texts.new("board.gap")
        end
        last = place.place > 0 and place.place or -1
        lines[#lines + 1] = row(place, own ~= nil and place.id == own.id)
    end
    return lines
end

return M
