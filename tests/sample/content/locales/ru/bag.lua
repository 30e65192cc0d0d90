return {
  text = { one = "В суме {n} вещь.", few = "В суме {n} вещи.", many = "В суме {n} вещей.", other = "В суме {n} вещи." },
  compare = "Сила удара: {power}. Прибавка: {gain}.", ["item.equip"] = "Взять в руку",
}
