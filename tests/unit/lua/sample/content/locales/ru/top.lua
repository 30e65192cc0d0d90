return { text = "Знатные", gain = "Найти", wrong = "Сила" }
