return { text = "The hall", heard = "So it is written.", song = "[song]", sword = "[sword]" }
