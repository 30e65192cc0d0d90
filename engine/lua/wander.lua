-- `bylina test --wander`: random players walk through the game until something is found, and the way
-- there is made as short as it gets.
--
--   walk    worlds one after another, each longer than the one before, three players in each
--   shrink  the steps of the world that failed, again without some of them, as long as the same fails
--           (Zeller's delta debugging, with the steps that cannot be done any more left out at once)
--   report  the rest, played as a transcript
--
-- C calls in again and again, a few steps a time, so that a script that never ends costs one call: then
-- C says {hung = words}, and the step that was under way is what failed.
local import = ...
local coverage = import "coverage"
local frozen = import "frozen"
local talk = import "talk"
local watch = import "watch"
local whim = import "whim"

local M = {}

local TICKS = 20 -- steps a call
local EPISODES = { 150, 300, 600, 1200, 2400 } -- steps of a world, over and over
local NAMES = { "", "Anna", "Oleg", "Vera", "Gleb", "Zoya" }
local SHRINK_MAX = 40000 -- steps played to shorten a way: then it is handed over as it is
local HUNG_MAX = 6 -- trials that never end: each takes seconds

local hunt -- the one that is under way: this module is a tool's, and no turn comes here

local function name_of(index)
    return NAMES[index] or ("Player%d"):format(index)
end

local function options(self, seed)
    return { lang = self.lang, seed = seed, strict = true }
end

-- Two findings are the same when kind and place are.
local function finding_of(reason, found)
    if found then
        return { kind = found.kind, place = found.place, words = reason }
    end
    local first = reason:match "^[^\n]*"
    local place = first:match "^(%g-:%d+:)" or first:gsub("%d+", "#")
    return { kind = "error", place = place, words = reason }
end

-- The button that a step means: by its name, else the one at its place among those of its choice.
local function resolve(player, step)
    if not step.tap or talk.find(player, step.tap) then
        return step
    end
    local fit, at = nil, 0
    for _, button in ipairs(step.of and talk.buttons(player) or {}) do
        local record = button.record
        if record and record.c == step.of then
            at = at + 1
            fit = (at == step.nth or not fit) and record or fit
        end
    end
    return fit
        and { who = step.who, tap = fit.e and ("%s %s"):format(fit.c, fit.e) or fit.c, of = fit.c, nth = step.nth }
end

-- Does a step. The step as it was done, or nil if it cannot be done; and what was found.
local function perform(played, step)
    local player = played:player(name_of(step.who))
    local done = resolve(player, step)
    if not done then
        return nil
    end
    local ok, reason, found = played:act(player, done)
    return done, not ok and finding_of(reason, found) or nil
end

local function new_episode(self)
    self.worlds = self.worlds + 1
    local seed = (self.seed * 1009 + self.worlds * 9176) % 1000000 + 1
    local length = EPISODES[(self.worlds - 1) % #EPISODES + 1]
    self.episode = { seed = seed, left = length, steps = {}, talk = talk.new(self.game, options(self, seed)) }
    for i = 1, self.players do
        self.episode.talk:player(name_of(i))
    end
end

local function begin_shrink(self, seed, steps, finding)
    self.phase = "shrink"
    self.finding = finding
    self.shrink =
        { seed = seed, best = steps, before = #steps, at = 1, size = math.max(1, #steps // 2), played = 0, hung = 0 }
end

local function one_step(self)
    local episode = self.episode
    if not self.chance:once_in(4) or not self.who then
        self.who = self.chance:roll(self.players)
    end
    local player = episode.talk:player(name_of(self.who))
    local step = whim.choose(self.chance, whim.list(self.chance, episode.talk.world, player), self.used)
    step.who = self.who
    self.walked, episode.left = self.walked + 1, episode.left - 1
    episode.steps[#episode.steps + 1] = step
    self.coverage:before(player, step)
    local _, finding = perform(episode.talk, step)
    if finding then
        return begin_shrink(self, episode.seed, episode.steps, finding)
    end
    self.coverage:after(episode)
end

local function walk(self)
    if self.walked == self.steps then
        local trap = self.coverage:trap(self.used)
        if trap then
            return begin_shrink(self, trap.seed, trap.steps, trap.finding)
        end
        self.phase = "report"
    elseif not self.episode or self.episode.left == 0 then
        new_episode(self)
    else
        one_step(self)
    end
end

-- The same steps by the first players alone; who waits is whoever acted before.
local function renamed(shrink)
    shrink.is_renamed = true
    local steps, by, count, last = {}, {}, 0, 1
    for i, step in ipairs(shrink.best) do
        if not step.skip then
            count = by[step.who] and count or count + 1
            by[step.who] = by[step.who] or count
            last = by[step.who]
        end
        steps[i] = frozen.copy(step)
        steps[i].who = last
    end
    return { steps = steps, at = 0, done = {} }
end

-- Without the steps from `at` on; nil: nothing more to try.
local function next_trial(shrink)
    if shrink.at > #shrink.best then
        if shrink.size == 1 and not shrink.shorter then
            return not shrink.is_renamed and renamed(shrink) or nil
        end
        shrink.size, shrink.at, shrink.shorter = math.max(1, shrink.size // 2), 1, false
    end
    if shrink.played >= SHRINK_MAX or shrink.hung >= HUNG_MAX then
        return nil
    end
    local steps = {}
    for i, step in ipairs(shrink.best) do
        if i < shrink.at or i >= shrink.at + shrink.size then
            steps[#steps + 1] = step
        end
    end
    return { steps = steps, at = 0, done = {} }
end

local function judge(self, trial, finding)
    local shrink = self.shrink
    shrink.trial = nil
    if finding and finding.kind == self.finding.kind and finding.place == self.finding.place then
        shrink.best, shrink.shorter = trial.done, true
        self.finding = finding
    else
        shrink.at = shrink.at + shrink.size
    end
end

-- A scene that cannot be left is found by whoever comes there.
local function arrived(self, player)
    return self.finding.kind == "trap" and player.scene == self.finding.place and self.finding or nil
end

local function shrink_step(self)
    local shrink = self.shrink
    local trial = shrink.trial or next_trial(shrink)
    shrink.trial = trial
    if not trial then
        self.phase = "report"
        return
    end
    trial.talk = trial.talk or talk.new(self.game, options(self, shrink.seed))
    trial.at = trial.at + 1
    local step = trial.steps[trial.at]
    if not step then
        return judge(self, trial, nil)
    end
    trial.under_way = step
    shrink.played = shrink.played + 1
    local done, finding = perform(trial.talk, step)
    trial.done[#trial.done + 1] = done
    finding = finding or done and arrived(self, trial.talk:player(name_of(step.who)))
    if finding then
        judge(self, trial, finding)
    end
end

-- The call was stopped: what was under way is what failed.
local function hung(self, words)
    local finding = finding_of(words)
    finding.kind = "hung"
    if self.phase == "walk" then
        begin_shrink(self, self.episode.seed, self.episode.steps, finding)
    elseif self.phase == "shrink" and self.shrink.trial then
        local trial = self.shrink.trial
        trial.done[#trial.done + 1] = trial.under_way
        self.shrink.hung = self.shrink.hung + 1
        judge(self, trial, finding)
    else
        self.unplayed = true
    end
end

local function words_of(step)
    if step.tap then
        return ("[%s]"):format(step.tap)
    elseif step.skip then
        return "+" .. step.skip
    elseif step.pays or step.refunded then
        return step.pays and "(pays)" or "(refunded)"
    elseif step.group then
        return "@group " .. step.says
    end
    return step.says:find "^[%[+@(\\]" and "\\" .. step.says or step.says
end

-- The steps that are left as a transcript, which fails as they do until the game is mended.
local function written(self)
    local shrink, lines = self.shrink, {}
    local first = self.finding.words:match "^[^\n]*"
    lines[1] = ("# found by bylina test --wander (lang %s, seed %d, strict): %s"):format(self.lang, shrink.seed, first)
    local played = not self.unplayed and talk.new(self.game, options(self, shrink.seed))
    for i, step in ipairs(shrink.best) do
        local name, words = name_of(step.who), words_of(step)
        lines[#lines + 1] = ("%s> %s"):format(name, words)
        local last = i == #shrink.best and self.finding.kind ~= "trap"
        if played and not last then
            local item = frozen.copy(step)
            for _, line in ipairs(played:play { name = name, items = { item } } or {}) do
                lines[#lines + 1] = line
            end
        elseif not last then
            lines[#lines + 1] = "…"
        end
    end
    return table.concat(lines, "\n") .. "\n"
end

local function report(self)
    local answer = { done = true, steps = self.walked, worlds = self.worlds, coverage = self.coverage:report() }
    if self.finding then
        answer.finding = {
            kind = self.finding.kind,
            words = self.finding.words,
            before = self.shrink.before,
            after = #self.shrink.best,
            transcript = written(self),
        }
    end
    return answer
end

local function begin(game, argument)
    hunt = {
        game = game,
        seed = argument.seed,
        steps = argument.steps,
        players = argument.players,
        lang = game.locales:fit "ru",
        chance = whim.chance(argument.seed),
        coverage = coverage.new(game),
        used = {},
        walked = 0,
        worlds = 0,
        phase = "walk",
    }
    watch.load(game) -- a mistake in the invariants is told at once
    return {}
end

--- argument: { seed, steps, players } to begin, {} to go on, { hung = words } after a call that did not
--- end. { done = false }, or at last { done = true, steps, worlds, coverage, finding }.
function M.call(game, argument)
    if argument.steps then
        return begin(game, argument)
    elseif argument.hung then
        hung(hunt, argument.hung)
        return { done = false }
    end
    for _ = 1, TICKS do
        if hunt.phase == "report" then
            return report(hunt)
        end
        local tick = hunt.phase == "walk" and walk or shrink_step
        tick(hunt)
    end
    return { done = false }
end

return M
