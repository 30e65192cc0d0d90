-- What is said in the tavern. `about` is the rumour as it is told when nobody tells it anew.
return {
    oak = { about = "rumours.oak.about", place = "oak" },
    hides = { about = "rumours.hides.about", place = "peddler" },
    dummy = { about = "rumours.dummy.about", place = "yard" },
    crone = { about = "rumours.crone.about", place = "hut" },
    stone = { about = "rumours.stone.about", place = "crossroads" },
}
