return { top = "Лучшие", toast = "Здравица", feast = "Пир", purse = "Кошелёк" }
