return { wolf = "Серый волк" }
