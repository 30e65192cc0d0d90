-- How much of what was typed is kept in sight.
return { TRAIL = 2000 }
