return { top = "Лучшие", toast = "Здравица" }
