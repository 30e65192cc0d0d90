-- More rows of the kind: a folder beside the file is read with it.
return { sword = { slot = "hand", power = 5, price = 40 }, spear = { slot = "hand", power = 3, price = 20 } }
