return { stall = "A stall", poll = "The best", raid = "A raid",
    bless = "Bless a player", howl = "Howl", give = "Дать", ["give.got"] = "{from} даёт {n}", ["give.got.see"] = "Смотреть" }
