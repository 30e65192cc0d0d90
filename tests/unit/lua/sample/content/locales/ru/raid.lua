return { text = "Облава: {n} {name}", join = "Я иду", off = "Отбой", taken = "Облава уже идёт" }
