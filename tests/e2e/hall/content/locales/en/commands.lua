return { shout = "Shout", ["shout.heard"] = "Heard: {words}" }
