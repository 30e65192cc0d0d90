return { text = "Поместье.", patron = "К покровителю", store = "В кладовую" }
