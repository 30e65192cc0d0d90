-- content/documents/lot.lua: a field that is added here is in every old save, too, with its default.
return { live = true, fields = { seller = { type = "player" }, bidder = { type = "player" }, thing = { type = "map" },
  bid = { type = "integer", default = 0 }, till = { type = "integer", index = true } } }
