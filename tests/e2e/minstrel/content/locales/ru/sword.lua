return { title = "Меч:" }
