return { text = "Quiet and dark.", rise = "Rise" }
