return { axe = { power = 4 }, hide = {}, sword = { power = 7 } }
