return { wolf = "A grey wolf" }
