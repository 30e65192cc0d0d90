return {
    profile = "Your hero: strength, health, level",
    bag = "What is in the bag",
    journal = "What you have promised",
}
