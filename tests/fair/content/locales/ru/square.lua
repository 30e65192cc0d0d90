return {
  text = "Площадь. Золото: {player.gold}. Мечи: {swords}. Нажатий: {player.acts}. Слов: {player.count}. Услышано: {trail}конец.",
  train = "Упражняться", stop = "Закончить упражнения", dice = "Бросить кость", market = "На рынок",
  gift = "7 монет для {id}", trade = "Меняться с {id}", duel = "Вызвать {id}",
  gifted = "{id} дарит тебе монеты: {n}.", trained = "Упражнения окончены. Монет: {n}.", heard = "Услышано: {n}.",
}
