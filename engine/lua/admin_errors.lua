-- Commands of those who write scripts: what failed, done again or dropped.
local import = ...
local asking = import "admin_ask"

local M = {}
local ask, number = asking.ask, asking.number

-- "17", "all", "same 17", "call 17", "calls": what is meant, or nil.
local function meant(rest)
    local word, id = rest:match("^(%a*)%s*(#?%d*)$")
    id = word and number(id)
    if word == "" and id then
        return { id = id }
    elseif word == "all" and not id then
        return {}
    elseif word == "same" and id then
        return { same = id }
    elseif word == "call" and id then
        return { calls = true, id = id }
    elseif word == "calls" and not id then
        return { calls = true }
    end
end

local function settle(T, rest, again, how)
    local words = meant(rest)
    if not words then
        return asking.usage(T, how)
    end
    words.again = again
    ask(T, "settle", words)
end

local function failure(T, rest)
    local id = number(rest)
    if not id then
        return asking.usage(T, "/errors, /errors 17, /errors all, /errors calls")
    end
    ask(T, "failure", { id = id })
end

M.commands = {
    errors = {
        role = "designer",
        run = function(T, rest)
            if rest == "calls" then
                return ask(T, "calls")
            elseif rest == "all" then
                return ask(T, "failures")
            elseif rest ~= "" then
                return failure(T, rest)
            end
            ask(T, "errors")
        end,
    },
    poison = {
        role = "designer",
        run = function(T, rest)
            local word, id = asking.split(rest)
            if rest == "" then
                return ask(T, "poison")
            elseif (word ~= "retry" and word ~= "drop") or not number(id) then
                return asking.usage(T, "/poison, /poison retry 17, /poison drop 17")
            end
            ask(T, "settle", { again = word == "retry", id = number(id) })
        end,
    },
    outbox = {
        role = "designer",
        run = function(T)
            ask(T, "outbox")
        end,
    },
    failures = {
        role = "designer",
        run = function(T, rest)
            ask(T, rest == "calls" and "calls" or "failures")
        end,
    },
    failure = { role = "designer", run = failure },
    retry = {
        role = "designer",
        run = function(T, rest)
            settle(T, rest, true, "/retry 17, /retry all, /retry same 17, /retry call 17, /retry calls")
        end,
    },
    drop = {
        role = "designer",
        run = function(T, rest)
            settle(T, rest, false, "/drop 17, /drop all, /drop same 17, /drop call 17, /drop calls")
        end,
    },
}

local function settles(again, what)
    return function(T, id)
        local words = { again = again, calls = what == "call" or what == "calls" }
        words[what == "same" and "same" or "id"] = id
        ask(T, "settle", words)
    end
end

local function paged(what)
    return function(T, before)
        ask(T, what, { before = before })
    end
end

M.buttons = {
    role = "designer",
    failures = paged "failures",
    poison = paged "poison",
    failure = function(T, id)
        ask(T, "failure", { id = id })
    end,
    calls = paged "calls",
    retry = settles(true, "id"),
    retry_same = settles(true, "same"),
    drop = settles(false, "id"),
    drop_same = settles(false, "same"),
    call_again = settles(true, "call"),
    call_drop = settles(false, "call"),
}

return M
