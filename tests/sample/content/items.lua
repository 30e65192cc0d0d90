-- 16. content/items.lua: rows without logic; their names are texts, items.axe and so on.
return { axe = { slot = "hand", power = 4, price = 30 }, wolf_hide = { price = 3 } }
