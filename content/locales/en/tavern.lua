return {
    text = "<b>The tavern</b>\n\n{look}\n\nAt the corner table today sits {trade} by the name of {name}.",
    look = "A low ceiling, cabbage soup on the table, wet sheepskin by the stove. Everybody talks at once, and only the "
        .. "walls listen.",
    listen = "👂 What is the talk?",
    song = "🎶 To the singer",
    wall = "🪓 To the wall of names",
    ["names.cut"] = "<b>The wall of names</b>\n\nWhoever has seen more of these parts first than others cuts a name into the wall.\n\n{names}",
    ["names.none"] = "<b>The wall of names</b>\n\nThe logs are smooth: nobody has seen anything here before others yet.",
    ["rumour.title"] = "<b>What people say</b>\n",
    ["rumour.more"] = "👂 And what else?",
    ["song.title"] = "<b>The singer</b>\n\nThe old man touches the strings, and little by little the tavern falls silent.\n",
    ["song.deeds"] = "{deeds}",
    ["song.silent"] = "<b>The singer</b>\n\nThe old man picks at the strings and says nothing. “There is nothing to sing "
        .. "of yet,” he says at last. “Do something, and I will.”",
    ["song.sword"] = "Under the roots of the old oak {name} finds the sword Kladenets, and the oak sighs with relief.",
    ["song.winter"] = "From the very fence of the village {name} turns the wolf winter away, and Vasilisa sleeps till noon at last.",
    ["song.level"] = "Out of the dark forest comes {name}, and the forest, they say, has been quieter since.",
    ["song.example"] = "It is not the dawn that rises behind the village,\nit is not the birch that sways beside the road:\na good "
        .. "young man comes walking down the road,\nand carries his boots under his arm to spare them.",
}
