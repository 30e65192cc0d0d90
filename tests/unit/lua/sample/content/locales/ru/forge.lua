return { ["stall.text"] = "Лавка", text = "Кузня, {gold}", offer = "{item} за {n}" }
