return { ["thanks.title"] = "Подарки", ["thanks.once"] = "За подарок благодарят.", ["thanks.again"] = "За подарок благодарят." }
