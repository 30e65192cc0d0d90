-- 6. scripts/rules/training.lua: pay is a difference of times, so it is exact when late, early, or after a restart.
return { gain = function(job, now) return math.min(8, (now - job.since) // 3600) end }
