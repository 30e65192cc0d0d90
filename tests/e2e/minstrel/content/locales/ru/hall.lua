return { text = "Зал", heard = "Так и запишем.", song = "[song]", sword = "[sword]" }
