return { ["stall.text"] = "A stall", text = "Forge, {gold}", offer = "{item} for {n}" }
