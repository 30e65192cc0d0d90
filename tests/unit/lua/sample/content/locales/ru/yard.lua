return {
    text = "Двор {player.strength}",
    training = "Учёба {n} {left:span}",
    train = "Учиться",
    stop = "Хватит",
    done = { one = "+{n} очко", few = "+{n} очка", many = "+{n} очков", other = "+{n}" }, wake = "W", late = "L" }
