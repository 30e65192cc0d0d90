return { wait = "Ждать" }
