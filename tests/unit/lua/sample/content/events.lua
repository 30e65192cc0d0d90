return { kill = { monster = { type = "ref", of = "monsters" } } }
