return {
    vasilisa = { place = "yard" },
    peddler = { place = "peddler" },
    crone = { place = "hut" },
    singer = { place = "tavern" },
}
