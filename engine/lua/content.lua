-- The game's data: content/KIND.lua (or a folder KIND/ of files, merged), checked against
-- content/schemas/KIND.lua, made read-only; and the tables with a meaning of their own.
local import = ...
local board = import "board"
local fields = import "fields"
local frozen = import "frozen"
local host = import "host"
local index = import "index"
local limits = import "limits"
local lore = import "lore"
local lore_settings = import "lore_settings"
local prices = import "prices"
local renames = import "renames"

local M = {}

local APART =
    { ["events.lua"] = true, ["limits.lua"] = true, ["lore.lua"] = true, ["prices.lua"] = true, ["renamed.lua"] = true }
local FOLDERS = { schemas = true, documents = true, prompts = true, locales = true }

local DEPTH_MAX = 32 -- tables in tables
local VALUES_MAX = 200000 -- of one file

-- A table that holds itself, or one that holds another many times over, would keep the rest busy for
-- ever. Gives how many values there are.
local function measure(path, value, depth, count)
    if depth > DEPTH_MAX then
        error(("content/%s: tables nest deeper than %d; does one hold itself?"):format(path, DEPTH_MAX), 0)
    end
    for key, entry in next, value do
        count = count + 1
        if count > VALUES_MAX then
            error(("content/%s: more than %d values; split the file"):format(path, VALUES_MAX), 0)
        elseif type(key) ~= "string" and type(key) ~= "number" then
            error(("content/%s: a %s cannot be a key"):format(path, type(key)), 0)
        elseif type(entry) == "table" then
            count = measure(path, entry, depth + 1, count)
        end
    end
    return count
end

-- Raises unless what stands under each name of `value` (nil: nothing) is a table.
local function check_tables(path, value, what)
    for name, entry in next, value or {} do
        if type(entry) ~= "table" then
            error(("%s: %s: %s is expected"):format(path, tostring(name), what), 0)
        end
    end
end

local function compile(path, source)
    local chunk, reason = host.compile(source, "@content/" .. path, {})
    if not chunk then
        error(reason, 0)
    end
    return chunk
end

local function run(path, chunk)
    local value = chunk()
    if type(value) ~= "table" then
        error(("content/%s: a content file returns a table"):format(path), 0)
    end
    measure(path, value, 1, 0)
    return value
end

-- What a file returns; nil when it is broken and the collection of problems keeps that.
local function read(problems, path, source)
    local ok, chunk = problems:try("B001", "content/" .. path, compile, path, source)
    if not ok then
        return nil
    end
    local _, value = problems:try("B002", "content/" .. path, run, path, chunk)
    return value
end

local function put(found, path, value)
    local folder, rest = path:match("^([%w_]+)/(.+)$")
    if APART[path] then
        found.apart[path:match("^[%w_]+")] = value
    elseif folder == "locales" then
        found.locales[path] = value
    elseif FOLDERS[folder] then
        found[folder][rest:match("^(.-)%.lua$")] = { table = value, path = "content/" .. path }
    else
        local kind = folder or path:match("^(.-)%.lua$")
        found.rows[kind] = found.rows[kind] or {}
        table.insert(found.rows[kind], { table = value, path = "content/" .. path })
    end
end

-- Sorts the files into rows by kind, the folders with a meaning, and the tables apart.
local function sort(sources, problems)
    local found = { rows = {}, apart = {}, schemas = {}, documents = {}, prompts = {}, locales = {} }
    for _, path in ipairs(frozen.keys(sources)) do
        local value = path:match("%.lua$") and read(problems, path, sources[path])
        if value then
            put(found, path, value)
        end
    end
    return found
end

local function schema_of(found, kind, path)
    local schema = found.schemas[kind]
    if not schema then
        error(("%s: there is no content/schemas/%s.lua that says what a row is"):format(path, kind), 0)
    end
    return schema.table
end

-- One row of a file, with its defaults, into `rows`.
local function take(rows, where, file, id, schema)
    if rows[id] then
        error(("%s: %s is in %s already"):format(file.path, id, where[id]), 0)
    end
    local row = frozen.copy(file.table[id])
    if type(id) ~= "string" or type(row) ~= "table" then
        error(("%s: %s: a row is a table under a text id"):format(file.path, tostring(id)), 0)
    end
    fields.fill(schema, row)
    row.id, rows[id], where[id] = id, row, file.path
end

local function merge(found, kind, problems)
    local rows, where = {}, {}
    for _, file in ipairs(found.rows[kind]) do
        local ok, schema = problems:try("B007", file.path, schema_of, found, kind, file.path)
        for _, id in ipairs(ok and frozen.keys(file.table) or {}) do
            problems:try("B006", file.path, take, rows, where, file, id, schema)
        end
    end
    return rows, where
end

local function check_row(schema, row, refs)
    for _, name in ipairs(frozen.keys(row)) do
        if name ~= "id" and not schema[name] then
            return ("no field %s in the schema"):format(name)
        end
    end
    for _, name in ipairs(frozen.keys(schema)) do
        if row[name] == nil then
            return ("%s is missing"):format(name)
        end
        local reason = fields.check(schema[name], row[name], refs)
        if reason then
            return ("%s: %s"):format(name, reason)
        end
    end
end

local function check_schema(schema)
    for name, field in next, schema.table do
        fields.declare(field, ("%s: %s"):format(schema.path, tostring(name)))
    end
end

-- A schema that is wrong counts as absent.
local function check_schemas(found, problems)
    for _, kind in ipairs(frozen.keys(found.schemas)) do
        if not problems:try("B007", found.schemas[kind].path, check_schema, found.schemas[kind]) then
            found.schemas[kind], found.rows[kind] = nil, nil
        end
    end
end

local function check_events(events)
    check_tables("content/events.lua", events, "a table of fields")
    for name, event in next, events or {} do
        for field, declared in next, event do
            fields.declare(declared, ("content/events.lua: %s.%s"):format(tostring(name), tostring(field)))
        end
    end
end

local function check_kind(found, kind, rows, where, refs, problems)
    local schema = found.schemas[kind]
    for _, id in ipairs(frozen.keys(rows)) do
        local reason = check_row(schema.table, rows[id], refs)
        if reason then
            problems:wrong("B006", where[id], id, ("%s: %s"):format(id, reason))
        end
    end
end

local function read_document(file)
    local declared = file.table
    for name in next, declared do
        if name ~= "fields" and name ~= "live" and name ~= "always" then
            error(("%s: a document has fields, live and always, not %s"):format(file.path, tostring(name)), 0)
        end
    end
    if type(declared.fields or {}) ~= "table" then
        error(("%s: `fields` is a table of fields"):format(file.path), 0)
    end
    for name, field in next, declared.fields or {} do
        fields.declare(field, ("%s: %s"):format(file.path, tostring(name)))
    end
    return {
        fields = frozen.copy(declared.fields or {}),
        live = declared.live,
        always = declared.always,
        path = file.path,
    }
end

local function prompts(found, problems)
    local kinds = {}
    for kind, file in next, found.prompts do
        local _, read_one = problems:try("B007", file.path, lore.declare, file)
        kinds[kind] = read_one
    end
    return kinds
end

-- Documents: { [kind] = {fields, live, always} }, the engine's own fields of every document added. Where
-- there is lore, a player counts what he was the first to find.
local function documents(found, problems, renamed)
    local kinds = {}
    for kind, file in next, found.documents do
        local _, read_one = problems:try("B007", file.path, read_document, file)
        kinds[kind] = read_one
    end
    kinds.player = kinds.player or { fields = {}, path = "content/documents/player.lua" }
    for name, field in
        next,
        {
            name = { type = "text" },
            lang = { type = "text" },
            zone = { type = "text" },
            quiet = { type = "map", of = { type = "integer", min = 0, max = 23 } },
        }
    do
        kinds.player.fields[name] = kinds.player.fields[name] or field
    end
    if next(found.prompts) then
        kinds.player.fields.discoveries = { type = "integer", min = 0, board = true }
    end
    local lively = nil
    for id, kind in next, kinds do
        kind.fields.gold = kind.fields.gold or { type = "integer", min = 0, default = 0 }
        local _, indexed = problems:try("B007", kind.path, index.declare, kind)
        kind.indexed, kind.rename = indexed, renames.plan(kind.fields, renamed)
        local _, boards = problems:try("B007", kind.path, board.declare, kind, id)
        kind.boards = boards
        kind.defaults = fields.defaults(kind.fields)
        lively = lively or kind.live
    end
    return kinds, lively
end

-- A row that is asked for by an old name is the one that has the new name.
local function shown_to_scripts(all, keys, renamed)
    local shown = {}
    for kind, rows in next, all do
        local proxy
        proxy = frozen.freeze(rows, function(id)
            local new = renamed[kind] and renamed[kind][id]
            if not new or not rows[new] then
                error(("content.%s has no row %s"):format(kind, tostring(id)), 3)
            end
            return proxy[new]
        end)
        for id in next, rows do
            keys[proxy[id]] = kind .. "." .. id
        end
        shown[kind] = proxy
    end
    return frozen.freeze(shown, function(kind)
        error(("there is no content.%s"):format(tostring(kind)), 3)
    end)
end

-- One of the tables apart, if `check` does not refuse it.
local function apart(found, name, check, problems)
    local path = ("content/%s.lua"):format(name)
    return problems:try("B007", path, check, found.apart[name]) and found.apart[name] or nil
end

local function check_renamed(renamed)
    check_tables("content/renamed.lua", renamed, "a table from old to new ids")
    for kind, names in next, renamed or {} do
        for old, new in next, names do
            if type(old) ~= "string" or type(new) ~= "string" then
                error(("content/renamed.lua: %s: %s: ids are texts"):format(kind, tostring(old)), 0)
            end
        end
    end
end

local function flat_renames(renamed, problems)
    return renames.flatten(renamed or {}, function(kind, old)
        local message = ("%s: %s leads back to itself"):format(kind, old)
        problems:wrong("B041", "content/renamed.lua", { kind, old }, message)
    end)
end

local function read_prices(given, problems)
    local reason, words = nil, nil
    if given then
        reason, words = prices.reason(given)
    end
    if reason then
        problems:wrong("B043", "content/prices.lua", words, reason)
        return nil
    end
    return given
end

--- sources: { [path] = source } under content/. Gives { content, key_of, documents, events, limits,
--- prices, renamed, locales, has(kind, id) }; what is wrong goes to `problems`, with file and reason.
function M.load(sources, problems)
    local found = sort(sources, problems)
    local all, places = {}, {}
    check_schemas(found, problems)
    local events = apart(found, "events", check_events, problems)
    local renamed = flat_renames(apart(found, "renamed", check_renamed, problems), problems)
    for kind in next, found.rows do
        all[kind], places[kind] = merge(found, kind, problems)
    end
    local function has(kind, id)
        return all[kind] ~= nil and all[kind][id] ~= nil
    end
    for _, kind in ipairs(frozen.keys(all)) do
        if found.schemas[kind] then
            check_kind(found, kind, all[kind], places[kind], has, problems)
        end
    end
    local _, limit = problems:try("B007", "content/limits.lua", limits.read, found.apart.limits)
    local _, settings = problems:try("B007", "content/lore.lua", lore_settings.read, found.apart.lore)
    local keys = host.weak {}
    local kinds, lively = documents(found, problems, renamed)
    return {
        content = shown_to_scripts(all, keys, renamed),
        key_of = keys,
        rows = all,
        schemas = found.schemas,
        places = places,
        documents = kinds,
        lively = lively, -- some kind is live
        prompts = prompts(found, problems),
        events = events or {},
        limits = limit or limits.read(nil),
        prices = read_prices(found.apart.prices, problems),
        lore = settings or lore_settings.read(nil),
        renamed = renamed,
        locales = found.locales,
        has = has,
    }
end

return M
