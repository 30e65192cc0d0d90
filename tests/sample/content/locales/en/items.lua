return { axe = "An axe", sword = "A sword", spear = "A spear", wolf_hide = "A wolf hide" }
