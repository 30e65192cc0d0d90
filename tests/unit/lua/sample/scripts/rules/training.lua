return {
    gain = function(job, now)
        return math.min(8, (now - job.since) // 3600)
    end,
}
