return {
  text = "На столе:", mine = "от тебя: {item}", theirs = "тебе: {item}", agree = "По рукам", cancel = "Отменить",
  call = "{name} зовёт меняться.", ["call.come"] = "Подойти", done = "Обмен состоялся.", off = "Обмен не состоялся.",
}
