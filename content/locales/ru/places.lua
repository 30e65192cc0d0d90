return {
    crossroads = "Камень на распутье",
    yard = "Двор за околицей",
    forest = "Лес",
    oak = "Старый дуб",
    peddler = "У коробейника",
    hut = "Избушка",
    tavern = "Корчма",
}
