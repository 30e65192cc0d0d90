return { title = "A song:", waiting = "The singer thinks…", template = "There is no song." }
