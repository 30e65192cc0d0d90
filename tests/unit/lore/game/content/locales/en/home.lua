return { wait = "Wait" }
