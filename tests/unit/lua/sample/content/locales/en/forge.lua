return { text = "Forge, {gold}", offer = "{item} for {n}" }
