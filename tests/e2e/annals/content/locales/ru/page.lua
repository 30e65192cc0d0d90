return {
    empty = "Пустая страница. Монет: {n}.",
    thing = "<b>Вещь № {number}</b>, монет {gold}, открытий {found}",
    waiting = "Писец ищет перо…",
    plain = "{name}: о ней ничего не записано.",
    close = "Закрыть",
}
