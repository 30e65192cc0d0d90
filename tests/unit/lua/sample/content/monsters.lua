return { wolf = { hp = 20 } }
