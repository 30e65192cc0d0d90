return { ["sort.gold"] = "По монетам", ["sort.level"] = "По уровню" }
