return { called = { type = "key" } }
