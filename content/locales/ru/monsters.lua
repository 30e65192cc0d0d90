return {
    wolf = { other = "Серый волк", acc = "серого волка" },
}
