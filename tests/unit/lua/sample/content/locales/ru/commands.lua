return { stall = "Лавка", scribe = "Писец", poll = "Лучшие", raid = "Облава",
    bless = "Благословить игрока", howl = "Завыть", give = "Дать", ["give.got"] = "{from} даёт {n}", ["give.got.see"] = "Смотреть" }
