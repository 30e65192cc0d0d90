return { text = "Староста:", ask = "Помочь", kill = "Убить" }
