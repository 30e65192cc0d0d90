return { ["sort.gold"] = "By coins", ["sort.level"] = "By level" }
