return { title = "The sword:" }
