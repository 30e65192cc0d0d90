return { waiting = "Дай вспомнить…", item = "Вещь как вещь." }
