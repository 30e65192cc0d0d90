return { vasilisa = "Vasilisa", peddler = "The peddler", crone = "The old woman", singer = "The singer" }
