return {
    oak = "Of the old oak",
    ["oak.about"] = "“It is no treasure that lies under the oak, mark you, but something made of iron, asleep. My grandfather "
        .. "put his ear to the ground: it snores. He came home with nothing, but well rested.”",
    hides = "Of the peddler",
    ["hides.about"] = "“Take your wolf hides to the peddler while he is in a good mood. He never is, but he likes hides better "
        .. "than his own kin.”",
    dummy = "Of the straw man",
    ["dummy.about"] = "“Have you seen Vasilisa's straw man? They say it once came to her as a matchmaker. That is why she asks "
        .. "people to be gentle with it.”",
    crone = "Of the old woman",
    ["crone.about"] = "“Whoever falls in the forest wakes on the old woman's bench. She takes little for it, and scolds for a "
        .. "year in advance.”",
    stone = "Of the stone",
    ["stone.about"] = "“It is not the sun that warms the stone at the crossroads. Time itself lies under it, they say, and "
        .. "so the stone keeps warm.”",
}
