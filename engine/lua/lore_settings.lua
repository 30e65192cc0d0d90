-- content/lore.lua: what holds for all lore of a game.
--
--   return {
--       never = { "Elara", "testament" },   words and names that no text may have
--       tokens = 600,                       how much of neighbours' facts goes along (lore_near.lua)
--       reward = { gold = 3 },              what the first finder of a text gets
--   }
--
-- Whatever is left out is as said here, but for `never` and `reward`: none.
local import = ...
local frozen = import "frozen"
local wordlist = import "wordlist"

local M = {}

local KNOWN = { never = "table", tokens = "number", reward = "table" }
local TOKENS = { 600, 0, 4000 }
local NEVER_MAX = 500
local REWARD_MAX = 1000000

local function wrong(name, words)
    error(("content/lore.lua: %s: %s expected"):format(name, words), 0)
end

local function check_reward(reward)
    for name, amount in next, reward do
        if name ~= "gold" or math.type(amount) ~= "integer" or amount < 0 or amount > REWARD_MAX then
            wrong("reward", "a table like { gold = 3 }")
        end
    end
end

--- What the file returned (nil: there is none); raises with file and field. Gives {never, tokens, reward}.
function M.read(given)
    given = given or {}
    for _, name in ipairs(frozen.keys(given)) do
        if not KNOWN[name] then
            error(("content/lore.lua: there is no field %s"):format(tostring(name)), 0)
        elseif type(given[name]) ~= KNOWN[name] then
            wrong(name, "a " .. KNOWN[name])
        end
    end
    local tokens = given.tokens or TOKENS[1]
    if math.type(tokens) ~= "integer" or tokens < TOKENS[2] or tokens > TOKENS[3] then
        wrong("tokens", ("a whole number from %d to %d"):format(TOKENS[2], TOKENS[3]))
    end
    wordlist.set("content/lore.lua: never", given.never or {}, NEVER_MAX)
    check_reward(given.reward or {})
    return { never = given.never or {}, tokens = tokens, reward = given.reward or {} }
end

return M
