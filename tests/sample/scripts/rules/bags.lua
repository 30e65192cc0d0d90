-- Bags: { [id] = { id, item } }.
local function sorted(bag)
  local things = {}
  for _, thing in pairs(bag) do things[#things + 1] = thing end
  table.sort(things, function(a, b)
    if a.item ~= b.item then return a.item < b.item end
    return a.id < b.id
  end)
  return things
end
return { sorted = sorted, size = function(bag) return #sorted(bag) end }
