-- What lies on the table, and who has agreed to it as it lies.
return { live = true, fields = { a = { type = "player" }, b = { type = "player" },
  things = { type = "map", default = {} }, agreed = { type = "map", default = {} } } }
