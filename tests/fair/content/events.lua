-- What one player tells another in a turn of his own.
return { gifted = { by = { type = "player" } } }
