return { text = "The patron's hall.", boyar = "Become a boyar", ["boyar.about"] = "The title of a boyar: honour and nothing else." }
