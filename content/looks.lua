-- How places look by day and by night as long as nobody has told of them at that hour and in that weather. A
-- place that has no line here cannot be asked about.
return {
    crossroads = { day = "crossroads.day", night = "crossroads.night" },
    yard = { day = "yard.look", night = "yard.look" },
    forest = { day = "forest.look", night = "forest.look" },
    tavern = { day = "tavern.look", night = "tavern.look" },
}
