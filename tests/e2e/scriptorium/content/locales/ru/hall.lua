return { text = "Зал вещей" }
