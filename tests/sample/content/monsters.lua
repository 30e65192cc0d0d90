-- `guards`: where it guards, a draw a blow.
return { wolf = { hp = 12, power = 2, guards = { "high", "low" } } }
