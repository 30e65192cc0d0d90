-- What a hero may be called: letters of one alphabet.
return { fair = function(name)
  local latin, other = 0, 0
  for _, c in utf8.codes(name) do
    if c >= 0x41 and c <= 0x5A or c >= 0x61 and c <= 0x7A then latin = latin + 1
    elseif c >= 0x400 and c <= 0x45F then other = other + 1
    else return false end
  end
  return (latin == 0) ~= (other == 0)
end }
