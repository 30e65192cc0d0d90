return { wolf = "Волк" }
