return { shout = "Крикнуть", ["shout.heard"] = "Услышано: {words}" }
