-- The tests play faster than any player.
return { spam = false, lane = 10000 }
