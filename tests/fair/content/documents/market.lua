-- The swords that are for sale in a row: id -> owner.
return { live = true, always = true, fields = { lots = { type = "map", default = {} } } }
