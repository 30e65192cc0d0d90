-- Cards in a test: offered, sent, tapped by two, and what a stranger gets.
return {
  ["a card is sent and everybody's cups count"] = function(world)
    local ilya, anna = world:player "Илья", world:player "Анна"
    anna:says("слова", true)
    local cards = ilya:asks "feast 2"
    assert(#cards == 1 and cards[1].title == "Пир" and cards[1].text == "Поднято чаш: 2.")
    ilya:chooses()
    anna:taps "raise"
    ilya:taps "raise"
    anna:taps "raise"
    assert(ilya.doc.level == 2 and anna.doc.level == 3)
    anna:taps "store"
    assert(anna.scene == "store" and ilya.scene == "manor")
  end,
  ["a stranger gets what needs no player"] = function(world)
    assert(#world:player("Илья"):asks "" == 2)
    assert(#world:newcomer("Чужой"):asks "" == 1)
  end,
}
