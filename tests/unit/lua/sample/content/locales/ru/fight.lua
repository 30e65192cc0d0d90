return { text = "{foe} {vars.hp}", ["strike.high"] = "Верх", ["strike.low"] = "Низ", flee = "Бежать" }
