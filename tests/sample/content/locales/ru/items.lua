return { axe = "Топор", sword = "Меч", spear = "Копьё", wolf_hide = "Волчья шкура" }
