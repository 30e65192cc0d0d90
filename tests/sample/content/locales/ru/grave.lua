return { text = "Тихо и темно.", rise = "Встать" }
