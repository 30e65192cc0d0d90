-- The time of a broadcast is said in the zone of whoever says it. Each test begins on 5 January 2026, 08:00 UTC.
local function says(world, zone, words)
    local boss = world:player("Олег", { zone = zone })
    world:role(boss, "admin")
    boss:says("/broadcast " .. words)
    return boss
end

return {
    ["a time is read in the zone of the admin"] = function(world)
        says(world, "UTC", "at 2026-01-05 10:30 Ярмарка"):misses("admin.broadcast.past")
        says(world, "Europe/Moscow", "at 2026-01-05 10:30 Ярмарка"):sees("admin.broadcast.past")
        says(world, "Europe/Moscow", "at 2026-01-05 11:30 Ярмарка"):misses("admin.broadcast.past")
        says(world, "America/New_York", "at 2026-01-05 02:59 Ярмарка"):sees("admin.broadcast.past")
        says(world, "America/New_York", "at 2026-01-05 03:01 Ярмарка"):misses("admin.broadcast.past")
    end,
    ["an hour that is not on the clock is no time"] = function(world)
        says(world, "UTC", "at 2026-13-05 10:30 Ярмарка"):sees("admin.broadcast.no_time")
        says(world, "UTC", "at 2027-02-29 10:30 Ярмарка"):sees("admin.broadcast.no_time")
        says(world, "Europe/Berlin", "at 2026-03-29 02:30 Ярмарка"):sees("admin.broadcast.no_time")
        says(world, "Europe/Berlin", "at 2026-03-29 03:30 Ярмарка"):misses("admin.broadcast.no_time")
    end,
}
