-- content/schemas/items.lua: checked at every reload, and completed in the editor.
return { slot = { type = "one_of", of = { "hand", "head", "none" }, default = "none" },
  power = { type = "integer", min = 0, default = 0 }, price = { type = "integer", min = 1 } }
