return { text = "Кузня, {gold}", offer = "{item} за {n}" }
