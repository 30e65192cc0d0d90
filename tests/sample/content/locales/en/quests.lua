return {
  ["wolf_winter.title"] = "<b>Winter of the wolves</b>", ["wolf_winter.hunt"] = "Drive off the wolves: {n} of {of}.",
  ["wolf_winter.hides"] = "Bring hides: {n} of {of}.", ["wolf_winter.thanks"] = "Vasilisa waits for news.",
}
