-- A rule that a test mends while the game runs.
return { size = function() error("the chest is locked") end }
