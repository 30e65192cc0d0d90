return {
    ["wolf_winter.title"] = "<b>Волчья зима</b>",
    ["wolf_winter.hunt"] = "Волки: {n} из {of}",
    ["wolf_winter.thanks"] = "К старосте",
}
