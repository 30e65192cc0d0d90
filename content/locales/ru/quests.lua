return {
    ["wolf_winter.title"] = "<b>Волчья зима</b>",
    ["wolf_winter.hunt"] = "Прогнать волков от околицы: {n} из {of}.",
    ["wolf_winter.thanks"] = "Волки ушли. Василиса ждёт новостей.",
}
