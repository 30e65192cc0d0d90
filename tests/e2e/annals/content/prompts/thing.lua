return {
    key = { "id" },
    facts = { "id", "name" },
    system = "You describe things of an old chronicle in two or three plain sentences.",
    fields = { text = { type = "text", min = 20, max = 900 } },
    waiting = "page.waiting",
    template = "page.plain",
}
