return { yard = "Двор", stone = "Камень на распутье", wood = "Лес", bridge = "Калинов мост" }
