-- The first file that runs in a new generation. It gets `import` (C modules and the files beside
-- this one), reads the game, checks it, and returns the entries by which C calls into Lua:
--
--   turn()      one turn over the unit of work (a coroutine: document reads may wait)
--   checkout()  the question before a payment, over a unit of which nothing is kept
--   inline()    the answer to an inline query, likewise
--   failed()    after a script has failed: a polite reply in a unit of its own
--   asked()     {inline}: has the game inline commands?
--   title(a)    the game's name, as JSON text
--   commands(a) the command menu by language, for Telegram
--   broadcast(a) how far a broadcast is, as the body of a message
--   limits(a)   how much may come in from one player, in the core's numbers
--   prices(a)   what AI models cost, as content/prices.lua has it: {} or {models, aliases}
--   indexes(a)  what documents are found by: kind -> text
--   index(a)    documents as they are found: {kind, docs} -> {rows}
--   notice(a)   words without a turn: {key, lang, plain} -> JSON text
--   lore_warm(a) texts that may be written before anybody asks -> {wants = {...}} (warm.lua)
--   places(a)   the scenes, home, and old names of scenes
--   rehearse(a)  one turn that comes out otherwise -> what differs, or false (rehearse.lua)
--   rehearsed(a) all that differs -> counts and groups
--   saves(a)    tells `check` what saves name, before it: {docs = {{kind, doc}, ...}, timers = {name, ...}}
--               -> {kinds}, those worth reading
--   card(a)     a scene as the studio shows it: {id, lang} -> {file, text, choices, words}
--   sift(a)     who of these players an admin means: {text, rows} -> rows
--   lore_brief(a)  what the model is told for one text: see lore_brief.lua
--   check(a)    what is wrong with the game: {images = {name, ...}, or nil: do not look for them} ->
--               {findings = {{code, severity, file, line, message, mend}, ...}, errors, warnings, texts};
--               an empty list is {}
--   graph(a)    the map of scenes and quests: {} -> {nodes, edges, quests, start, home} (check/map.lua);
--               {format = "dot" or "mermaid"} -> {text}
--   tests(a)    what designers' tests there are: {filter} -> {tests = {{file, name}, ...}}
--   test(a)     the designers' tests: {filter} or {file, name} -> {passed, failed, results}
--   simulate(a) many players for months, some visits a call: see simulate.lua
--   chart(a)    what one or two simulations have seen as SVG: {reports} -> {svg}
--   wander(a)   random players, a few steps a call: see wander.lua
--
-- A lenient generation (host.config().lenient) loads whatever is wrong with its game, and has `check`
-- and `graph` alone where that is an error. Nothing here has state but `held` and `maps`: `game` never
-- changes after this file has returned.
local import = ...

local host = import "host"
local json = import "json"
local sources = host.sources()
local problems = import("problems").new(sources, host.config().lenient)
local game = import("game").load(sources, problems)
local turn = import "turn"

local held

local function saves(argument)
    held = held or import("check/saves").new(game)
    held:add(json.decode(argument))
    return json.encode { kinds = held:kinds() }
end

local function check(argument)
    return json.encode(import("check/check").run(game, problems, held, json.decode(argument)))
end

local maps = {} -- by argument: reading all scripts is slow, and they do not change

local function graph(argument)
    maps[argument] = maps[argument] or json.encode(import("check/check").graph(game, json.decode(argument)))
    return maps[argument]
end

if problems.errors > 0 then
    return { check = check, graph = graph, saves = saves }
end

return {
    check = check,
    graph = graph,
    saves = saves,
    turn = function()
        turn.run(game, import "unit")
    end,
    checkout = function()
        import("checkout").run(game, import "unit")
    end,
    inline = function()
        import("cards").run(game, import "unit")
    end,
    asked = function()
        return json.encode { inline = #import("cards").commands(game) > 0 }
    end,
    failed = function()
        import("failed").run(game, import "unit")
    end,
    title = function()
        return json.encode(import("menu").title(game))
    end,
    commands = function()
        return json.encode(import("menu").list(game))
    end,
    broadcast = function(argument)
        return json.encode(import("admin_show").progress(game, json.decode(argument)))
    end,
    rehearse = function(argument)
        return json.encode(import("rehearse").compare(json.decode(argument)))
    end,
    rehearsed = function(argument)
        return json.encode(import("rehearse").sum(json.decode(argument)))
    end,
    limits = function()
        return json.encode(game.limits)
    end,
    prices = function()
        return json.encode(game.prices or {})
    end,
    indexes = function()
        return json.encode(import("index").specs(game))
    end,
    index = function(argument)
        return json.encode(import("index").rows(game, json.decode(argument)))
    end,
    notice = function(argument)
        return json.encode(import("notice").words(game, json.decode(argument)))
    end,
    card = function(argument)
        return json.encode(import("card").scene(game, json.decode(argument)))
    end,
    sift = function(argument)
        return json.encode(import("sift").rows(json.decode(argument)))
    end,
    lore_brief = function(argument)
        return json.encode(import("lore_brief").compose(game, json.decode(argument)))
    end,
    lore_warm = function()
        return json.encode(import("warm").list(game))
    end,
    places = function()
        return json.encode(import("places").list(game))
    end,
    tests = function(argument)
        return json.encode(import("tests").list(game, json.decode(argument)))
    end,
    simulate = function(argument)
        return json.encode(import("simulate").call(game, json.decode(argument)))
    end,
    chart = function(argument)
        return json.encode { svg = import("chart").draw(json.decode(argument)) }
    end,
    wander = function(argument)
        return json.encode(import("wander").call(game, json.decode(argument)))
    end,
    test = function(argument)
        return json.encode(import("tests").run(game, json.decode(argument)))
    end,
}
