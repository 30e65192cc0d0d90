return { axe = "Топор", hide = "Шкура", sword = { other = "Меч", acc = "меч" } }
