-- content/renamed.lua: what has a new name, and how saves come to it.
--
--   return { scenes = { old = "new" }, timers = { ... }, items = { hatchet = "axe" } }
--
-- A chain of renames leads to its end at once. A document's fields of type ref (in lists and maps, too)
-- have the new name when they are read; what content.KIND[old] is asked for, out of a map that declares
-- nothing or out of vars, is the new row. Where nothing is renamed nothing is asked.
local import = ...
local frozen = import "frozen"

local M = {}

-- The end of a chain; nil when it comes back to where it was.
local function follow(table, old)
    local at, seen = table[old], { [old] = true }
    while table[at] ~= nil do
        if seen[at] then
            return nil
        end
        seen[at], at = true, table[at]
    end
    return at
end

--- Every old name with its newest; circle(kind, old) is called for those that have none.
function M.flatten(renamed, circle)
    local flat = {}
    for _, kind in ipairs(frozen.keys(renamed)) do
        flat[kind] = {}
        for _, old in ipairs(frozen.keys(renamed[kind])) do
            flat[kind][old] = follow(renamed[kind], old)
            if flat[kind][old] == nil then
                circle(kind, old)
            end
        end
    end
    return flat
end

-- A function that gives a field's value with new names in it; nil if it never has an old one.
local function changer(field, renamed)
    local names = field.type == "ref" and renamed[field.of]
    if names and next(names) then
        return function(value)
            return names[value] or value
        end
    end
    local inner = (field.type == "list" or field.type == "map") and type(field.of) == "table"
    inner = inner and changer(field.of, renamed)
    return inner
        and function(value)
            for key, entry in next, type(value) == "table" and value or {} do
                value[key] = inner(entry)
            end
            return value
        end
end

--- A function that puts new names into what has these fields; nil if none of them can hold an old one.
function M.plan(fields, renamed)
    local changers, any = {}, false
    for name, field in next, fields do
        changers[name] = changer(field, renamed) or nil
        any = any or changers[name] ~= nil
    end
    return any
            and function(doc)
                for name, change in next, changers do
                    if doc[name] ~= nil then
                        doc[name] = change(doc[name])
                    end
                end
            end
        or nil
end

--- Is `id` what `old` is called now, as a row of any kind?
function M.leads(renamed, old, id)
    for kind, names in next, renamed do
        if kind ~= "scenes" and kind ~= "timers" and names[old] == id then
            return true
        end
    end
    return false
end

return M
