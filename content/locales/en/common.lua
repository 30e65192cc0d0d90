return {
    title = "Lukomorye",
    poor = "Not enough coins, and nobody gives change for a word of honour.",
}
