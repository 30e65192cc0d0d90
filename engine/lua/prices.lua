-- content/prices.lua: what the models of AI cost, in USD for 1,000,000 tokens.
--
--   models    { NAME = { price, ... } }: prices by the day from which they hold (UTC), in order
--             price: { from = "2027-01-01", input =, output =, and if they differ: cached =, image =,
--             image_tokens = }
--   aliases   { NAME = the model that stands behind it }
--
-- What is read here is what engine/gemini/price.h reads.
local import = ...
local frozen = import "frozen"

local M = {}

local KNOWN = { models = true, aliases = true }
local NUMBERS = { input = true, output = true, cached = true, image = true }
local MODELS_MAX = 200
local PRICES_MAX = 50
local USD_MAX = 100000
local IMAGE_TOKENS_MAX = 1000000
local DAYS = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function is_day(text)
    local year, month, day = tostring(text):match "^(%d%d%d%d)%-(%d%d)%-(%d%d)$"
    if type(text) ~= "string" or not year or tonumber(year) < 1970 then
        return false
    end
    local days = DAYS[tonumber(month)]
    return days ~= nil and tonumber(day) >= 1 and tonumber(day) <= days
end

local function is_usd(value)
    return type(value) == "number" and value >= 0 and value <= USD_MAX
end

-- What is wrong with a field of a price; nil: nothing.
local function field_reason(field, value)
    if NUMBERS[field] then
        return not is_usd(value) and ("%s is USD for 1,000,000 tokens, a number from 0 to %d"):format(field, USD_MAX)
    elseif field == "image_tokens" then
        local fits = math.type(value) == "integer" and value >= 1 and value <= IMAGE_TOKENS_MAX
        return not fits and ("image_tokens is a whole number from 1 to %d"):format(IMAGE_TOKENS_MAX)
    elseif field ~= "from" then
        return ("a price has no field %s"):format(tostring(field))
    end
end

local function price_reason(price)
    if type(price) ~= "table" then
        return "a price is a table with from, input and output"
    elseif not is_day(price.from) then
        return 'from is the day from which a price holds, like "2027-01-01"'
    end
    for _, field in ipairs { "input", "output" } do
        if price[field] == nil then
            return ("%s is missing"):format(field)
        end
    end
    for _, field in ipairs(frozen.keys(price)) do
        local reason = field_reason(field, price[field])
        if reason then
            return reason
        end
    end
end

-- Gives what is wrong with a model, and where.
local function model_reason(name, prices)
    if type(name) ~= "string" or type(prices) ~= "table" or #prices == 0 or #prices ~= #frozen.keys(prices) then
        return "a list of prices is expected", { tostring(name) }
    elseif #prices > PRICES_MAX then
        return ("more than %d prices"):format(PRICES_MAX), { name }
    end
    for i, price in ipairs(prices) do
        local reason = price_reason(price)
        local before = prices[i - 1]
        if not reason and before and price.from <= before.from then
            reason = ("%s does not come after %s: prices stand in order"):format(price.from, before.from)
        end
        if reason then
            return reason, { name, type(price) == "table" and tostring(price.from) or name }
        end
    end
end

local function alias_reason(name, of, models)
    if models[name] then
        return ("%s is a model with prices of its own"):format(name)
    elseif type(name) ~= "string" or type(of) ~= "string" or not models[of] then
        return ("%s: there is no model %s with prices"):format(tostring(name), tostring(of))
    end
end

local function models_reason(models)
    local names = type(models) == "table" and frozen.keys(models) or {}
    if #names == 0 or #names > MODELS_MAX then
        return ("models: a table of 1 to %d models with their prices is expected"):format(MODELS_MAX), { "models" }
    end
    for _, name in ipairs(names) do
        local reason, words = model_reason(name, models[name])
        if reason then
            return ("%s: %s"):format(tostring(name), reason), words
        end
    end
end

local function aliases_reason(aliases, models)
    if aliases ~= nil and type(aliases) ~= "table" then
        return "aliases: a table from one name to another is expected", { "aliases" }
    end
    for _, name in ipairs(frozen.keys(aliases or {})) do
        local reason = alias_reason(name, aliases[name], models)
        if reason then
            return "aliases: " .. reason, { "aliases", tostring(name) }
        end
    end
end

--- What is wrong with the table that the file returned, and the words that stand there, one behind the
--- other; nil: nothing.
function M.reason(given)
    for _, name in ipairs(frozen.keys(given)) do
        if not KNOWN[name] then
            return ("there are models and aliases, not %s"):format(tostring(name)), { tostring(name) }
        end
    end
    local reason, words = models_reason(given.models)
    if reason then
        return reason, words
    end
    return aliases_reason(given.aliases, given.models)
end

return M
