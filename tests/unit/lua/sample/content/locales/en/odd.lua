return {
    text = "?",
    twice = "1",
    spare = "2",
    unknown = "3",
    wrong = "4",
    global = "5",
    content = "6",
    row = "7",
    poor = "Беден",
    rich = "Богат",
    ["drawn.text"] = "!", fact = "F", prompt = "P" }
