return { sword = "The sword Kladenets" }
