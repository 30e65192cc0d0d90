return { ["sort.gold"] = "By gold", ["sort.level"] = "By level" }
