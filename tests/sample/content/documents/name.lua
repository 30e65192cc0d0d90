-- A hero's name, small letters, is the id: so it is taken once.
return { fields = { owner = { type = "player" } } }
