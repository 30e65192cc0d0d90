return { text = "?", word = "{it}", got = "[{it}]" }
