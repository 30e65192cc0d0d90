return { waiting = "Let me remember…", item = "A thing like any other." }
