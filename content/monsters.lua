-- `guards`: where it guards, a draw a blow. A trained hero needs two blows that land, a newcomer six.
return {
    wolf = {
        about = "monsters.wolf.about",
        place = "forest",
        hp = 24,
        power = 2,
        guards = { "high", "low" },
        exp = 10,
        gold = 7,
        loot = "wolf_hide",
        image = "wolf.png",
    },
}
