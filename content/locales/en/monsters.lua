return {
    wolf = { other = "The grey wolf", acc = "the grey wolf" },
}
