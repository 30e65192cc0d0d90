return { text = "Имя?", taken = "Занято" }
