return { text = "The manor.", patron = "To the patron", store = "To the store" }
