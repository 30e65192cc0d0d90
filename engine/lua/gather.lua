-- What a simulation has seen, day by day: fields of the players, gold that came and went, deaths, events,
-- and how long each stage of each quest took.
local import = ...
local frozen = import "frozen"
local habits = import "habits"
local json = import "json"

local Gather = {}
Gather.__index = Gather

local M = {}

local ERRORS_MAX = 20 -- different ones

function M.new(game, habit)
    local made = {
        game = game,
        habit = habit,
        days = 0,
        acts = 0,
        fields = {},
        made = {},
        spent = {},
        daily = { made = {}, spent = {}, deaths = {} },
        events = {},
        stages = {},
        errors = {},
    }
    for _, name in ipairs(habit.watch) do
        made.fields[name] = {}
    end
    return setmetatable(made, Gather)
end

local function count(into, key, n)
    into[key] = (into[key] or 0) + (n or 1)
end

function Gather:event(event)
    count(self.events, event)
    if self.habit.deaths and self.habit.deaths.event == event then
        count(self.daily.deaths, self.days)
    end
end

--- Payments of a visit or of a timer.
function Gather:paid(payments)
    for _, payment in ipairs(payments) do
        if payment.from == "world" then
            count(self.made, payment.why, payment.amount)
            count(self.daily.made, self.days, payment.amount)
        elseif payment.to == "world" then
            count(self.spent, payment.why, payment.amount)
            count(self.daily.spent, self.days, payment.amount)
        end
    end
end

function Gather:failed(words)
    local first = words:match "^[^\n]*"
    if self.errors[first] or #frozen.keys(self.errors) < ERRORS_MAX then
        count(self.errors, first)
    end
end

--- A player has done something; `scene`: he has come there.
function Gather:acted(player, quests, scene)
    self.acts = self.acts + 1
    if scene and self.habit.deaths and self.habit.deaths.scene == scene then
        count(self.daily.deaths, self.days)
    end
    for id, at in next, quests do
        if player.quests[id] ~= at.stage then
            player.quests[id] = at.stage
            local key = ("%s.%s"):format(id, at.stage)
            self.stages[key] = self.stages[key] or {}
            self.stages[key][player.id] = self.stages[key][player.id] or self.days
        end
    end
end

local function quantile(sorted, share)
    return sorted[math.max(1, math.ceil(share * #sorted))] or 0
end

local function summary(values)
    table.sort(values)
    local sum = 0
    for _, value in ipairs(values) do
        sum = sum + value
    end
    return {
        low = quantile(values, 0.1),
        middle = quantile(values, 0.5),
        high = quantile(values, 0.9),
        mean = #values > 0 and sum / #values or 0,
    }
end

--- A day is over (and the first begins): the players as they stand.
function Gather:day(world, players)
    local values = {}
    for name in next, self.fields do
        values[name] = {}
    end
    for _, player in ipairs(players) do
        local body = world.docs["player/" .. player.id]
        local doc = body and json.decode(body) or {}
        for name, list in next, values do
            local value = doc[name]
            if value == nil then
                value = self.game.documents.player.fields[name].default or 0
            end
            list[#list + 1] = habits.is_quantity(value) and value or nil
        end
    end
    for name, list in next, values do
        self.fields[name][self.days + 1] = summary(list)
    end
    self.days = self.days + 1
end

local function series(daily, days)
    local list = {}
    for day = 1, days do
        list[day] = daily[day] or 0
    end
    return list
end

-- Share of the players who had come to a stage by the end of each day, and the day of the middle one.
local function stage_of(reached, id, stage, players, days)
    local by_day, times = {}, {}
    for _, day in next, reached or {} do
        count(by_day, day)
        times[#times + 1] = day
    end
    local share, sum = {}, 0
    for day = 1, days do
        sum = sum + (by_day[day] or 0)
        share[day] = sum / players
    end
    table.sort(times)
    return { quest = id, stage = stage, share = share, total = #times / players, day = times[(#times + 1) // 2] }
end

function Gather:report(players, days)
    local report = { players = #players, days = days, acts = self.acts, fields = {}, stages = {}, errors = {} }
    for _, name in ipairs(self.habit.watch) do
        report.fields[#report.fields + 1] = { name = name, days = self.fields[name] }
    end
    for _, id in ipairs(frozen.keys(self.game.quests)) do
        local def = self.game.quests[id].def
        for i = 1, #def + 1 do
            local stage = def[i] and def[i].id or "done"
            local reached = self.stages[("%s.%s"):format(id, stage)]
            table.insert(report.stages, stage_of(reached, id, stage, #players, days))
        end
    end
    report.gold = { made = self.made, spent = self.spent }
    report.daily = { made = series(self.daily.made, days), spent = series(self.daily.spent, days) }
    if self.habit.deaths then
        report.daily.deaths = series(self.daily.deaths, days)
    end
    report.events = self.events
    for _, words in ipairs(frozen.keys(self.errors)) do
        table.insert(report.errors, { words = words, count = self.errors[words] })
    end
    return report
end

return M
