-- What a simulation has seen, day by day: fields of the players, gold that came and went, deaths, events,
-- and how long each stage of each quest took.
--
-- Many players live in several worlds, which know nothing of each other: what was seen in each is handed
-- over as plain data (`seen`) and put together (`merge`). Of a field's values on one day that is a few,
-- evenly chosen, each for as many players.
local import = ...
local frozen = import "frozen"
local habits = import "habits"
local json = import "json"

local Gather = {}
Gather.__index = Gather

local M = {}

local ERRORS_MAX = 20 -- different ones
local POINTS, POINTS_MIN = 40, 5 -- values of a field, a day and world, that are handed over,
local POINTS_ALL = 20000 -- and of all fields and days, if that leaves POINTS_MIN

function M.new(game, habit, days)
    local share = POINTS_ALL // math.max(1, days * #habit.watch)
    local made = {
        game = game,
        points = math.max(POINTS_MIN, math.min(POINTS, share)),
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

local function summary(sorted, sum, of)
    return {
        low = quantile(sorted, 0.1),
        middle = quantile(sorted, 0.5),
        high = quantile(sorted, 0.9),
        mean = of > 0 and sum / of or 0,
    }
end

-- So many values, or all.
local function chosen(sorted, most)
    if #sorted <= most then
        return sorted
    end
    local points = {}
    for i = 1, most do
        points[i] = sorted[math.ceil((i - 0.5) / most * #sorted)]
    end
    return points
end

local function look(values, points)
    table.sort(values)
    local sum = 0
    for _, value in ipairs(values) do
        sum = sum + value
    end
    local day = summary(values, sum, #values)
    day.sum, day.of, day.points = sum, #values, chosen(values, points)
    return day
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
        self.fields[name][self.days + 1] = look(list, self.points)
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

-- A day as it is told.
local function told(day)
    return { low = day.low, middle = day.middle, high = day.high, mean = day.mean }
end

local function each(list, fn)
    local out = {}
    for key, value in next, list do
        out[key] = fn(value)
    end
    return out
end

--- What was seen, as data; see M.merge.
function Gather:seen(players, days)
    local stages = each(self.stages, function(reached)
        local times = {}
        for _, day in next, reached do
            times[#times + 1] = day
        end
        table.sort(times)
        return times
    end)
    return {
        players = #players,
        acts = self.acts,
        fields = self.fields,
        made = self.made,
        spent = self.spent,
        daily = each(self.daily, function(daily)
            return series(daily, days)
        end),
        events = self.events,
        stages = stages,
        errors = self.errors,
    }
end

--- The report on all players (how many they are), after so many days.
function Gather:report(players, days)
    local report = { players = players, days = days, acts = self.acts, fields = {}, stages = {}, errors = {} }
    for _, name in ipairs(self.habit.watch) do
        report.fields[#report.fields + 1] = { name = name, days = each(self.fields[name], told) }
    end
    for _, id in ipairs(frozen.keys(self.game.quests)) do
        local def = self.game.quests[id].def
        for i = 1, #def + 1 do
            local stage = def[i] and def[i].id or "done"
            local reached = self.stages[("%s.%s"):format(id, stage)]
            table.insert(report.stages, stage_of(reached, id, stage, players, days))
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

local function add_all(into, from)
    for _, key in ipairs(frozen.keys(from)) do
        count(into, key, from[key])
    end
end

-- One day of a field in all worlds: each point stands for as many players as its world has for it.
local function merged_day(days)
    local points, values, sum, of = {}, {}, 0, 0
    for _, day in ipairs(days) do
        sum, of = sum + day.sum, of + day.of
        for _, value in ipairs(day.points) do
            points[#points + 1] = { value = value, weight = day.of / #day.points }
        end
    end
    table.sort(points, function(a, b)
        return a.value < b.value
    end)
    local before = 0
    for _, point in ipairs(points) do
        before = before + point.weight
        while #values < math.floor(before + 0.5) do
            values[#values + 1] = point.value
        end
    end
    return summary(values, sum, of)
end

local function merge_fields(all, seen, days)
    for name, list in next, all.fields do
        for day = 1, days + 1 do
            local there = {}
            for _, one in ipairs(seen) do
                there[#there + 1] = one.fields[name][day]
            end
            list[day] = merged_day(there)
        end
    end
end

--- The report on several worlds, of what was seen in each, in an order that is the same each time.
function M.merge(game, habit, seen, days)
    local all, players = M.new(game, habit, days), 0
    for _, one in ipairs(seen) do
        players, all.acts = players + one.players, all.acts + one.acts
        add_all(all.made, one.made)
        add_all(all.spent, one.spent)
        add_all(all.events, one.events)
        add_all(all.errors, one.errors)
        for name, daily in next, all.daily do
            add_all(daily, one.daily[name])
        end
        for key, times in next, one.stages do
            local into = all.stages[key] or {}
            all.stages[key] = into
            table.move(times, 1, #times, #into + 1, into)
        end
    end
    merge_fields(all, seen, days)
    return all:report(players, days)
end

return M
