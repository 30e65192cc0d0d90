-- 17. content/locales/ru/yard.lua: a text with forms is chosen by `n` (CLDR) or `form`; `other` is always there.
return {
  text = "Двор за околицей: чучело, колода, ведро воды. Сила: <b>{player.strength}</b>.",
  train = "Упражняться восемь часов", stop = "Довольно на сегодня",
  training = "Ты рубишь чучело. Прибавка к силе: {n}. Осталось {left:span}.",
  done = { one = "Сила выросла на {n} очко.", few = "Сила выросла на {n} очка.",
    many = "Сила выросла на {n} очков.", other = "Сила выросла на {n} очка." },
}
