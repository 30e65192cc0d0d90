return {
    slot = { type = "one_of", of = { "hand", "head" } },
    power = { type = "integer", default = 0 },
    about = { type = "key" },
}
