return {
  text = "{foe} кружит. Здоровье: {player.hp}, у зверя: {vars.hp}.", ["strike.high"] = "Сверху", ["strike.low"] = "Снизу", flee = "Отступить",
  blows = "Ты отнял {dealt}, тебе досталось {taken}.",
}
