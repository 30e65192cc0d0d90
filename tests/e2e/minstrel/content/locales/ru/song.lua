return { title = "Песня:", waiting = "Певец думает…", template = "Песни нет." }
