-- Lines of the audit, written in the turn that does what they say.
--
-- An act that changes documents is told with what it changed: while T.act stands ({ what, detail,
-- subject }), docs.lua notes each document that is saved, and `close` writes one line for each of them;
-- or one line alone if there are none (unless the act is told already). `silent`: what it changed is
-- nobody's business any more.
local import = ...
local frozen = import "frozen"
local json = import "json"

local M = {}

local SIDE_MAX = 4000 -- bytes of `was` and of `became`
local LINES_MAX = 50 -- documents of one act that are told

local function cut(words)
    if #words <= SIDE_MAX then
        return words
    end
    local stop = utf8.offset(words, 0, SIDE_MAX)
    return words:sub(1, stop - 1) .. "…"
end

local function same(a, b)
    return a == b or (type(a) == "table" and type(b) == "table" and json.encode(a) == json.encode(b))
end

-- The fields in which two documents differ, as JSON of each side.
local function differing(before, after)
    local was, became = {}, {}
    for _, side in ipairs { before, after } do
        for _, name in ipairs(frozen.keys(side)) do
            if not same(before[name], after[name]) then
                was[name], became[name] = before[name], after[name]
            end
        end
    end
    return cut(json.encode(was)), cut(json.encode(became))
end

--- One line. Fields: what; detail, subject, was, became, refused may be nil.
function M.write(T, line)
    T.unit.audit(T:who(), line.what, line.detail, line.subject, line.was, line.became, line.refused)
end

--- A document is saved: bodies in JSON, nil where there is none.
function M.saved(T, slot, before, after)
    local act = T.act
    if not act or act.silent then
        return
    end
    act.changes = act.changes or {}
    local name = slot.kind .. "/" .. slot.id
    local change = act.changes[name] or { before = before }
    change.after = after
    act.changes[name] = change
end

--- The act is over, and so is its turn: its lines are written.
function M.close(T)
    local act = T.act
    if not act then
        return
    end
    T.act = nil
    local names = frozen.keys(act.changes or {})
    for i = 1, math.min(#names, LINES_MAX) do
        local change = act.changes[names[i]]
        local was, became = differing(json.decode(change.before or "{}"), json.decode(change.after or "{}"))
        M.write(T, { what = act.what, detail = act.detail, subject = names[i], was = was, became = became })
    end
    if #names == 0 and not act.told then
        M.write(T, {
            what = act.what,
            detail = act.detail,
            subject = act.subject,
            was = act.was,
            became = act.became,
        })
    end
end

return M
