-- How places look as long as nobody has told of them at that hour and in that weather. What is not here looks
-- one way only.
return {
    crossroads = { day = "crossroads.day", night = "crossroads.night" },
    yard = { day = "yard.look", night = "yard.look" },
    forest = { day = "forest.look", night = "forest.look" },
    tavern = { day = "tavern.look", night = "tavern.look" },
}
