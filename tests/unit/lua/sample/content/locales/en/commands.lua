return { stall = "A stall", scribe = "Scribe", poll = "The best", raid = "A raid",
    bless = "Bless a player", howl = "Howl", give = "Дать", ["give.got"] = "{from} даёт {n}", ["give.got.see"] = "Смотреть" }
