return {
    name = "Вещь: {id}",
    again = "Ещё раз",
    looked = "Осмотрено.",
    waiting = "Писец думает…",
    template = "Просто вещь.",
}
