-- How much may come in from one player, and how much one turn may do. Whatever is left out here is as
-- it stands; docs/scripting.md has the bounds within which each may be moved.
return {
    -- Taps and messages: three a second on the average, thirty at once after a pause. What is over
    -- that is passed over, and the player is told so. `spam = false`: no limit.
    spam = { rate = "3/s", burst = 30 },
    -- So many of them may wait for their turn (the database is slow, say).
    lane = 200,
    -- He is told once in this time that he is too fast.
    notice = "1m",
    -- All scripts, content and turns together, in MiB.
    memory = 256,
    -- One turn. A script that goes over any of these is stopped, its turn is undone, and the report
    -- names the line and the limit.
    turn = {
        instructions = 5000000, -- of Lua's machine
        ms = 50, -- of the processor: nobody else plays meanwhile
        memory = 16, -- MiB
        depth = 1000, -- calls in calls
        documents = 1024, -- read or written
        size = 256, -- of one document, in KiB
        message = 64, -- of one message, screen or call, in KiB
        list = 1000, -- entries of `each`, lines of a text
        timers = 64,
        pushes = 100,
        calls = 30, -- ctx.tg
        pays = 100,
        emits = 100, -- to other players
        wants = 50, -- texts of ctx:lore that are asked for
    },
}
