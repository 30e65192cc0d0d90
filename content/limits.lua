-- How much may come in from one player. Whatever is left out here is as it stands.
return {
    -- Taps and messages: three a second on the average, thirty at once after a pause. What is over
    -- that is passed over, and the player is told so. `spam = false`: no limit.
    spam = { rate = "3/s", burst = 30 },
    -- So many of them may wait for their turn (the database is slow, say).
    lane = 200,
    -- He is told once in this time that he is too fast.
    notice = "1m",
}
