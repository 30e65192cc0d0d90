return { place = { type = "ref", of = "places" } }
