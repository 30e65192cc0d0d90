-- A thing costs a coin more for each one that was sold before.
return { of = function(item, sold) return item.price + sold end }
