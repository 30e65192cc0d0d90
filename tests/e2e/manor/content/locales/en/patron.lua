return { text = "The patron waits.", boyar = "Become a boyar", ["boyar.about"] = "A title for ever." }
