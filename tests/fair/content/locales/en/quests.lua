return { ["thanks.title"] = "Gifts", ["thanks.once"] = "Thanks are due.", ["thanks.again"] = "Thanks are due." }
