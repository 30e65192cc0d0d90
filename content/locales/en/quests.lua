return {
    ["wolf_winter.title"] = "<b>Wolf winter</b>",
    ["wolf_winter.hunt"] = "Drive the wolves from the fence: {n} of {of}.",
    ["wolf_winter.thanks"] = "The wolves are gone. Vasilisa waits for news.",
}
