return { sword = "Меч-кладенец" }
