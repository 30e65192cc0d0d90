return { ["sort.gold"] = "По золоту", ["sort.level"] = "По силе" }
