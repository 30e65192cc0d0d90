return {
    key = { "id" },
    facts = { "id" },
    system = "Name a wind of a Russian tale.",
    fields = { name = { type = "text", min = 3, max = 30 } },
    waiting = "scribe.wind",
    writing = "scribe.slow",
    template = "scribe.wind",
    finder = false,
    variants = 3,
}
