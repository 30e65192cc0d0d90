-- A view: what one keyboard offered at one arrival, by which its taps are known again.
--
-- A session keeps the newest of them and is read and written by every turn, so a view is one string:
--
--   "NONCE STAMP\n" and a line for each button: "cCHOICE", "cCHOICE\t=ENTRY" (a text), "cCHOICE\t#ENTRY"
--   (a number), "pCHOICE\tPAGE", "b"
--
-- Ids of entries may be any words: what would break a line is written as \HEX.
local M = {}

local function plain(words)
    return words:find "[%c\\]" and words:gsub("[%c\\]", function(c)
        return ("\\%02x"):format(c:byte())
    end) or words
end

local function whole(words)
    return words:find("\\", 1, true)
            and words:gsub("\\(%x%x)", function(hex)
                return string.char(tonumber(hex, 16))
            end)
        or words
end

--- One button's record as a line: { c = choice, e = entry }, { p = choice, n = page }, { b = true }.
function M.line(record)
    local choice, entry = record.c, record.e
    if not choice then
        return record.b and "b" or ("p%s\t%d"):format(record.p, record.n)
    elseif entry == nil then
        return "c" .. choice
    elseif type(entry) == "number" then
        return ("c%s\t#%s"):format(choice, entry)
    end
    return ("c%s\t=%s"):format(choice, plain(entry))
end

--- lines: those of all buttons, one after the other.
function M.pack(nonce, stamp, lines)
    return nonce .. " " .. stamp .. "\n" .. table.concat(lines, "\n")
end

--- The nonce of a view, if it is of this stamp (nil: of any); else nil.
function M.nonce(view, stamp)
    local space = view:find(" ", 1, true)
    local rest = stamp and stamp .. "\n"
    if rest and view:sub(space + 1, space + #rest) ~= rest then
        return nil
    end
    return view:sub(1, space - 1)
end

local function record(line)
    local kind, rest = line:sub(1, 1), line:sub(2)
    if kind == "b" then
        return { b = true }
    end
    local name, mark, value = rest:match "^([^\t]*)\t(.)(.*)$"
    if not name then
        return { c = rest }
    elseif kind == "p" then
        return { p = name, n = math.tointeger(tonumber(mark .. value)) }
    elseif mark == "#" then
        return { c = name, e = math.tointeger(tonumber(value)) or tonumber(value) }
    end
    return { c = name, e = whole(value) }
end

--- Is this view that of the nonce and stamp (nil: of any)?
function M.is(view, nonce, stamp)
    return M.nonce(view, stamp) == nonce
end

--- The records of a view's buttons.
function M.records(view)
    local records = {}
    for line in view:match("\n(.*)$"):gmatch "[^\n]+" do
        records[#records + 1] = record(line)
    end
    return records
end

return M
