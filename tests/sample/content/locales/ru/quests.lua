return {
  ["wolf_winter.title"] = "<b>Волчья зима</b>", ["wolf_winter.hunt"] = "Прогнать волков: {n} из {of}.",
  ["wolf_winter.hides"] = "Собрать шкуры: {n} из {of}.", ["wolf_winter.thanks"] = "Василиса ждёт новостей.",
}
