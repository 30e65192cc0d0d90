-- A rule that tests change while the game runs.
return { power = function()
  return 1
end }
