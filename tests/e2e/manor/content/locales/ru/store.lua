return {
  text = "Бочек: {player.barrels}. Ларцов: {player.chests}.",
  honey = "Бочка мёда", ["honey.about"] = "Мёд из Лукоморья.", chest = "Ларец",
  ["chest.about"] = "Что внутри?",
}
