-- One point of strength for each full hour, eight at the most. The pay is a difference of times, so it is
-- exact when the hero stops early, when the news comes late, and after a restart.
local HOURS_MAX = 8

return {
    gain = function(job, now)
        return math.min(HOURS_MAX, (now - job.since) // 3600)
    end,
}
