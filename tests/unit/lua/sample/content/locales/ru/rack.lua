return { text = "Стойка", ["take.axe"] = "Топор", ["take.sword"] = "Меч" }
