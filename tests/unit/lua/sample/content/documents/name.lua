return { fields = { owner = { type = "player" } } }
