return {
    power = { type = "integer", min = 0, default = 3 },
    told = { type = "boolean", default = false },
    rare = { type = "boolean", default = false },
}
